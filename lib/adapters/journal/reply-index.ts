import type { JournalEntry, KeptReply, ReplyFacts } from "../../core/ports/journal";

type Indexed = { readonly facts: ReplyFacts; readonly at: KeptReply["at"] };

/** What is kept where, in memory and without what is sealed. */
export type ReplyIndex = {
  readonly add: (entry: JournalEntry, at: KeptReply["at"]) => void;
  readonly drop: (at: KeptReply["at"]) => void;
  readonly dropFile: (file: string) => void;
  readonly of: (connectionId: string) => readonly Indexed[];
  readonly all: () => readonly Indexed[];
};

/** Entries by connection, because that is how they are asked for with each renewal. */
export function replyIndex(): ReplyIndex {
  const byConnection = new Map<string, Indexed[]>();
  const inFile = new Map<string, Set<string>>();
  const without = (file: string, goes: (one: Indexed) => boolean) => {
    for (const id of inFile.get(file) ?? []) {
      const left = (byConnection.get(id) ?? []).filter((one) => !goes(one));
      if (left.length > 0) byConnection.set(id, left);
      else byConnection.delete(id);
    }
  };
  return {
    add: ({ sealed: _, ...facts }, at) => {
      const known = byConnection.get(facts.connectionId) ?? [];
      byConnection.set(facts.connectionId, [...known, { facts, at }]);
      const connections = inFile.get(at.file) ?? new Set();
      inFile.set(at.file, connections.add(facts.connectionId));
    },
    drop: ({ file, offset }) => without(file, ({ at }) => at.file === file && at.offset === offset),
    dropFile: (file) => {
      without(file, ({ at }) => at.file === file);
      inFile.delete(file);
    },
    of: (connectionId) => byConnection.get(connectionId) ?? [],
    all: () => [...byConnection.values()].flat(),
  };
}
