/**
 * The route table: every address of the application, once. Pages, forms and tests build addresses
 * here; the role matrix walks this table (`security.md` E1, E2).
 */
export const routes = {
  home: "/",
  signIn: "/sign-in",
  signInSent: "/sign-in/sent",
  signInContinue: "/sign-in/continue",
  mailbox: "/mailbox",
  help: "/help",
  connections: "/connections",
  choose: "/connections/new",
  connect: (provider: string, environment?: string) =>
    `/connections/new/${provider}${environment ? `?environment=${environment}` : ""}`,
  leave: (attempt: string) => `/connections/leave/${attempt}`,
  /** `reported`: how a marketplace says that an attempt ended which is still open here. */
  result: (attempt: string, reported?: string) => `/connections/result/${attempt}${reported ? `?reported=${reported}` : ""}`,
  /** The landing of a callback that belongs to no attempt of this browser; `cause` is a FailureCode. */
  problem: (cause: string) => `/connections/problem/${cause}`,
  connection: (id: string) => `/connections/${id}`,
  reconnect: (id: string) => `/connections/${id}/reconnect`,
  disconnect: (id: string) => `/connections/${id}/disconnect`,
  profile: "/settings/profile",
  admin: {
    overview: "/admin",
    connections: "/admin/connections",
    connection: (id: string) => `/admin/connections/${id}`,
  },
  api: {
    start: (provider: string) => `/api/oauth/${provider}/start`,
    callback: (provider: string, registration?: string) =>
      `/api/oauth/${provider}/callback${registration ? `/${registration}` : ""}`,
    pulse: "/api/connections/pulse",
    settle: (attempt: string) => `/api/attempts/${attempt}/settle`,
    refresh: (id: string) => `/api/connections/${id}/refresh`,
    check: (id: string) => `/api/connections/${id}/check`,
    rename: (id: string) => `/api/connections/${id}/rename`,
    pause: (id: string) => `/api/connections/${id}/pause`,
    resume: (id: string) => `/api/connections/${id}/resume`,
    disconnect: (id: string) => `/api/connections/${id}/disconnect`,
    signIn: "/api/sign-in",
    signInContinue: "/api/sign-in/continue",
    demoSignIn: "/api/sign-in/demo",
    signOut: "/api/sign-out",
    endSession: (id: string) => `/api/sessions/${id}/end`,
    endOtherSessions: "/api/sessions/end-others",
    profile: "/api/settings/profile",
    theme: "/api/settings/theme",
    health: "/api/health",
  },
} as const;
