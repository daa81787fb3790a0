import type { Metadata } from "next";
import { cache } from "react";
import { Diagnosis } from "@/components/connections/diagnosis";
import { diagnosisTitle } from "@/components/connections/diagnosis-words";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadDiagnosis, loadViewer } from "@/lib/web/loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

/** The title and the page ask for the same connection; it is read once. */
const diagnosisOf = cache(loadDiagnosis);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const diagnosis = await diagnosisOf((await params).id);
  const t = translator();
  return { title: diagnosis ? t(diagnosisTitle(diagnosis.state), { label: diagnosis.label }) : t("missing.title") };
}

/** Why it is not working: each thing that it needs, in order, and the one thing to do. */
export default async function DiagnosePage({ params }: Props) {
  const { id } = await params;
  const [viewer, diagnosis] = await Promise.all([loadViewer(), diagnosisOf(id)]);
  if (diagnosis === null) return <Missing />;
  return <Diagnosis diagnosis={diagnosis} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
