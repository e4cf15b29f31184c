import { type ErrorCode, SortieError } from '#internal/base/errors.ts'
import type { ConditionReason } from '#internal/fleet/status.ts'

/** What the API says when it does not do what it was asked. */
export interface ApiStatus {
  readonly code?: number
  readonly reason?: string
  readonly message?: string
  readonly details?: { readonly retryAfterSeconds?: number }
}

/** A refusal of the API server; `retryAfterMs` when it says when to come again. */
export class KubeError extends SortieError {
  /** 0: it does not say. A minute at most. */
  readonly retryAfterMs: number

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly retryable: boolean; readonly remedy?: string; readonly retryAfterMs: number },
  ) {
    const { retryAfterMs, ...rest } = options
    super(code, message, rest)
    this.retryAfterMs = retryAfterMs
  }
}

/** Errors that stay until somebody does something, and what a fleet's status calls them. */
export const refusals: Partial<Record<ErrorCode, ConditionReason>> = {
  'kube.quota': 'QuotaExceeded',
  'kube.forbidden': 'AdmissionRefused',
  'kube.invalid': 'AdmissionRefused',
  'kube.exists': 'AdmissionRefused',
}

/** Whoever answers, a proxy too, may name any time: an hour of it would be an hour of nobody looking. */
const retryAfterSecondsMax = 60

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'kube.invalid',
  401: 'kube.forbidden',
  403: 'kube.forbidden',
  404: 'kube.not-found',
  409: 'kube.conflict',
  410: 'kube.gone',
  415: 'kube.invalid',
  422: 'kube.invalid',
  429: 'kube.busy',
  500: 'kube.busy',
  503: 'kube.busy',
  504: 'kube.busy',
}

/** The error of a status; the message has what was asked, since the server's own words often have not. */
export function apiError(
  status: number,
  { reason, message, details }: ApiStatus,
  call: { readonly method: string; readonly path: string },
  retryAfterSeconds = 0,
): KubeError {
  const code = codeOf(status, reason ?? '', message ?? '')
  const words = `${call.method} ${call.path}: ${message ?? reason ?? `status ${String(status)}`}`
  const asked = details?.retryAfterSeconds ?? retryAfterSeconds
  const retryAfterMs = 1_000 * Math.min(retryAfterSecondsMax, Math.max(0, Number.isFinite(asked) ? asked : 0))
  const remedy =
    code === 'kube.forbidden'
      ? 'grant it: `kubectl auth can-i --list` says what there is; deploy/helm/sortie/files/controller-role.yaml is what the controller needs'
      : undefined
  const retryable = code === 'kube.busy' || code === 'kube.conflict'
  return new KubeError(code, words, { retryable, retryAfterMs, ...(remedy === undefined ? {} : { remedy }) })
}

function codeOf(status: number, reason: string, message: string): ErrorCode {
  if (reason === 'AlreadyExists') return 'kube.exists'
  if (reason === 'Expired' || reason === 'Gone') return 'kube.gone'
  // Quota is said with a 403 that is no lack of rights.
  if (status === 403 && message.includes('exceeded quota')) return 'kube.quota'
  return codes[status] ?? 'kube.failed'
}
