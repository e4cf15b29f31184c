{{- define "sortie.labels" -}}
app.kubernetes.io/name: sortie
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: sortie
{{- end }}

{{- define "sortie.selector" -}}
app.kubernetes.io/name: sortie
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- /* An image by its part: the whole name where one is given. */}}
{{- define "sortie.image" -}}
{{- $whole := index .root.Values.images .part -}}
{{- if $whole }}{{ $whole }}{{ else }}{{ .root.Values.images.repository }}/{{ .part }}:{{ .root.Values.images.tag | default .root.Chart.AppVersion }}{{ end -}}
{{- end }}

{{- define "sortie.natsUrl" -}}
{{- if .Values.nats.bundled.enabled -}}
{{- if .Values.nats.url }}{{ fail "nats.url and nats.bundled.enabled are both given: set nats.bundled.enabled=false to use servers of your own" }}{{ end -}}
nats://sortie-nats.{{ .Release.Namespace }}.svc:4222
{{- else -}}
{{- required "nats.url is empty and nats.bundled.enabled is false: give one of the two" .Values.nats.url -}}
{{- end -}}
{{- end }}

{{- /* Name of the Secret with the bus's token; empty: none. */}}
{{- define "sortie.tokenSecret" -}}
{{- if and .Values.nats.bundled.enabled (not .Values.nats.bundled.auth) -}}
{{- if .Values.nats.tokenSecret }}{{ fail "nats.tokenSecret is given, and nats.bundled.auth is false: the bundled server would not ask for it" }}{{ end -}}
{{- else -}}
{{- .Values.nats.tokenSecret | default (ternary "sortie-nats" "" .Values.nats.bundled.enabled) -}}
{{- end -}}
{{- end }}

{{- define "sortie.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: { drop: [ALL] }
seccompProfile: { type: RuntimeDefault }
{{- end }}
