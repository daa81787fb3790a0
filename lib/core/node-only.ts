/**
 * The mark of modules that may never be sent to a browser: `import "#node-only"`.
 *
 * package.json resolves that name to this empty file everywhere but in a browser's bundle, where it leads nowhere. A
 * client component that reaches a marked module, over any number of steps, therefore fails the build.
 */
export {};
