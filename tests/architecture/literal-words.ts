import ts from "typescript";
import type { OurFile } from "./our-files";

/** Attributes that a person reads, hears or sees. */
const READ_ATTRIBUTES = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "body",
  "help",
  "label",
  "placeholder",
  "summary",
  "title",
  "words",
]);

/** Two letters in a row: a separator, a sign or a single letter is no word. */
const WORD = /\p{L}{2}/u;

/**
 * Words that a component says without asking the catalogue for them, each with its place.
 *
 * Found by the syntax tree: the text between tags, whatever string an expression between tags can come to, and the attributes
 * that are read out. A key that is handed on (`text="a.b"`) is not read by anybody.
 */
export function literalWords(file: OurFile): string[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, words: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file.path}:${line + 1}: ${words.trim().replace(/\s+/g, " ").slice(0, 80)}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && WORD.test(withoutEntities(node.text))) report(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && isChild(node)) said(node.expression, report);
    if (ts.isJsxAttribute(node) && READ_ATTRIBUTES.has(node.name.getText())) attribute(node, report);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Report = (node: ts.Node, words: string) => void;

const isChild = ({ parent }: ts.JsxExpression) => ts.isJsxElement(parent) || ts.isJsxFragment(parent);

function attribute({ initializer }: ts.JsxAttribute, report: Report): void {
  if (initializer && ts.isStringLiteral(initializer)) said(initializer, report);
  if (initializer && ts.isJsxExpression(initializer) && initializer.expression) said(initializer.expression, report);
}

/** Follows an expression to the strings it can come to, but not into the arguments of a call: those are keys. */
function said(node: ts.Expression, report: Report): void {
  if (ts.isStringLiteralLike(node)) {
    if (WORD.test(node.text)) report(node, node.text);
  } else if (ts.isTemplateExpression(node)) {
    const words = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(" ");
    if (WORD.test(words)) report(node, words);
    for (const { expression } of node.templateSpans) said(expression, report);
  } else if (ts.isConditionalExpression(node)) {
    said(node.whenTrue, report);
    said(node.whenFalse, report);
  } else if (ts.isBinaryExpression(node) && SAYS.has(node.operatorToken.kind)) {
    if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) said(node.left, report);
    said(node.right, report);
  } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    said(node.expression, report);
  }
}

/** Operators whose value can be one of their sides, or both. */
const SAYS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

const withoutEntities = (text: string) => text.replace(/&[a-z]+;/gi, "");
