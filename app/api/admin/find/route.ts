import { findConnections } from "@/lib/web/find-connections";

export const GET = findConnections;
