package io.runbookmemory.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises secrets by their shape: the published formats of keys and tokens, credentials in
 * headers, addresses and assignments, private keys, and e-mail addresses. What has no shape of its
 * own (a password in plain prose) it cannot see.
 *
 * <p>Hostile text costs linear time: what a pattern scans is possessive, bounded, or cannot hold
 * the beginning of another match. Immutable, thread-safe.
 */
public final class PatternRedactor implements Redactor {

  private record Rule(String kind, Pattern pattern, String keep) {

    String apply(String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.replaceAll(keep + "[REDACTED:" + kind + "]") : text;
    }
  }

  private static final String KEEP_FIRST_GROUP = "$1";

  /** What stands where a secret would, and is none. */
  private static final String NO_PLACEHOLDER =
      "(?!\\[REDACTED|[$][A-Za-z_{(]|[<{=~]|\\*{3}|(?:null|none|true|false)\\b)";

  private static final String TOKEN = NO_PLACEHOLDER + "[A-Za-z0-9._~+/=-]{4,}+";

  private static final String SECRET_NAME =
      "(?:password|passwd|passphrase|pwd|secret(?:[_-]?key)?"
          + "|(?:api|access|private|signing|encryption)[_-]?key"
          + "|(?:auth|access|refresh|session|id|api|bot|private|security)[_-]?token)";

  /** A name, perhaps quoted, and what sets it apart from its value. In an ARN a name has none. */
  private static final String ASSIGNED =
      SECRET_NAME + "(?:\\\\?[\"'])?[ \\t]{0,4}(?:=|(?<!:secret):)[ \\t]{0,4}";

  private static final String WORD = "[^\\s\"',;&)\\]}]";

  private final List<Rule> rules = new ArrayList<>();

  /** Creates the redactor with all its rules. */
  public PatternRedactor() {
    privateKeys();
    tokensByTheirPrefix();
    // RFC 6750 and RFC 7617
    keeping(
        "token",
        "(?i)(\\bauthorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?(?:basic|bearer|token)\\s{1,4})"
            + TOKEN);
    keeping("token", "(?i)(\\bbearer\\s{1,4})(?=[A-Za-z0-9._~+/-]{16})" + TOKEN);
    // RFC 3986, section 3.2.1: credentials in an address, up to the last @ before a slash
    keeping("password", "(://[^\\s/:\\[\\]]*+:)" + NO_PLACEHOLDER + "[^\\s/]+(?=@)");
    assignments();
    // RFC 5321 in the shape that people write. git@host names no person, nor does a systemd unit.
    whole(
        "email",
        "[A-Za-z0-9._%+-]{1,64}+@(?<!(?<![A-Za-z0-9._%+-])git@)(?:[A-Za-z0-9-]{1,63}+\\.){1,8}"
            + "(?!(?:service|socket|timer|mount|target|slice|scope|swap)\\b)[A-Za-z]{2,}+");
  }

  private void privateKeys() {
    String label = "[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----";
    // RFC 7468; then one that was cut off: its lines, which prose has none like.
    whole(
        "private-key", "-----BEGIN " + label + "(?:(?!-----)[\\s\\S]){0,65536}+-----END " + label);
    whole(
        "private-key",
        "-----BEGIN " + label + "(?:(?:\\s|\\\\[nr]){1,4}+[A-Za-z0-9+/=]{20,100}+){0,400}+");
  }

  private void tokensByTheirPrefix() {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    whole("aws-key", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b");
    // https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
    whole("github-token", "\\b(?:gh[pousr]_[A-Za-z0-9]{36,}+|github_pat_[A-Za-z0-9_]{22,}+)");
    whole("gitlab-token", "\\bglpat-[A-Za-z0-9_-]{20,}+");
    whole("slack-token", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}+");
    whole("slack-webhook", "https://hooks\\.slack\\.com/services/[A-Za-z0-9/]{8,}+");
    whole("google-key", "\\bAIza[A-Za-z0-9_-]{35}");
    whole("stripe-key", "\\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}+");
    // RFC 7519: three base64url parts, the first of which begins with {"
    String part = "[A-Za-z0-9_-]";
    whole("jwt", "(?<!" + part + ")eyJ" + part + "{8,}+\\." + part + "{8,}+\\." + part + "*+");
  }

  private void assignments() {
    keeping("secret", "(?i)(" + ASSIGNED + "\")" + NO_PLACEHOLDER + "[^\"\\r\\n]++");
    keeping("secret", "(?i)(" + ASSIGNED + "')" + NO_PLACEHOLDER + "[^'\\r\\n]++");
    // JSON within a JSON string
    keeping("secret", "(?i)(" + ASSIGNED + "\\\\[\"'])" + NO_PLACEHOLDER + "[^\"'\\\\\\r\\n]++");
    // After an equals sign anything; after a colon, where prose may go on, no very short word.
    String value =
        NO_PLACEHOLDER + "(?!\\\\[\"'])(?:(?<==[ \\t]{0,4})" + WORD + "++|" + WORD + "{4,}+)";
    keeping("secret", "(?i)(" + ASSIGNED + ")" + value);
    keeping(
        "secret",
        "(?i)(--(?:password|passwd|secret|token|api-key)[ \\t]{1,4})"
            + NO_PLACEHOLDER
            + "(?!-)"
            + WORD
            + "++");
  }

  private void whole(String kind, String pattern) {
    rules.add(new Rule(kind, Pattern.compile(pattern), ""));
  }

  private void keeping(String kind, String pattern) {
    rules.add(new Rule(kind, Pattern.compile(pattern), KEEP_FIRST_GROUP));
  }

  @Override
  public String redact(String text) {
    String clean = text;
    for (Rule rule : rules) {
      clean = rule.apply(clean);
    }
    return clean;
  }
}
