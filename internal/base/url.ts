/** URLs, one or several by comma, without the credentials that each may carry: for people and logs. */
export function withoutSecrets(urls: string): string {
  return urls
    .split(',')
    .map((url) => url.replace(/^(\s*(?:[a-z+]+:\/\/)?)[^/]*@/i, '$1'))
    .join(',')
}
