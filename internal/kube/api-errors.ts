import { type ErrorCode, SortieError } from '#internal/base/errors.ts'

/** What the API says when it does not do what it was asked. */
export interface ApiStatus {
  readonly code?: number
  readonly reason?: string
  readonly message?: string
  readonly details?: { readonly retryAfterSeconds?: number }
}

/** A refusal of the API server; `retryAfterMs` when it says when to come again. */
export class KubeError extends SortieError {
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
  const retryAfterMs = 1_000 * (details?.retryAfterSeconds ?? (Number.isFinite(retryAfterSeconds) ? retryAfterSeconds : 0))
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
