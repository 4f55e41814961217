// Characters that would end the block, or turn round what a reader of the source sees.
const unsafe = /[<\u2028-\u202e\u2066-\u2069]/g;

/**
 * JSON-LD within a page (JSON-LD 1.1 §7): a data block, which no browser runs, so that the content security policy
 * has nothing against it. Its texts may hold anything, also `</script>`: JSON has escapes for that.
 */
export function DataBlock({ json }: { json: string }) {
  const safe = json.replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: safe }} />;
}
