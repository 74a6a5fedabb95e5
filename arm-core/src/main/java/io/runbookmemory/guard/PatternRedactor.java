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
 * <p>Every pattern is possessive or bounded, so that hostile text costs linear time. Immutable,
 * thread-safe.
 */
public final class PatternRedactor implements Redactor {

  private record Rule(String kind, Pattern pattern, String keep) {

    String apply(String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.replaceAll(keep + "[REDACTED:" + kind + "]") : text;
    }
  }

  private static final String KEEP_FIRST_GROUP = "$1";

  private final List<Rule> rules = new ArrayList<>();

  /** Creates the redactor with all its rules. */
  public PatternRedactor() {
    whole(
        "private-key",
        "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]{0,16384}?"
            + "(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)");
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    whole("aws-key", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b");
    // https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
    whole("github-token", "\\b(?:gh[pousr]_[A-Za-z0-9]{36,255}+|github_pat_[A-Za-z0-9_]{22,255}+)");
    whole("gitlab-token", "\\bglpat-[A-Za-z0-9_-]{20,255}+");
    whole("slack-token", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,255}+");
    whole("slack-webhook", "https://hooks\\.slack\\.com/services/[A-Za-z0-9/]{8,255}+");
    whole("google-key", "\\bAIza[A-Za-z0-9_-]{35}");
    whole("stripe-key", "\\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,255}+");
    // RFC 7519: three base64url parts, the first of which begins with {"
    whole("jwt", "\\beyJ[A-Za-z0-9_-]{8,4096}+\\.[A-Za-z0-9_-]{8,8192}+\\.[A-Za-z0-9_-]{0,2048}+");
    // RFC 6750 and RFC 7617
    after(
        "(?i)(\\bauthorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?(?:basic|bearer|token)\\s{1,4})",
        "token");
    after("(?i)(\\bbearer\\s{1,4})(?=[A-Za-z0-9._~+/-]{16})", "token");
    // RFC 3986, section 3.2.1: credentials in an address
    keeping(
        "password",
        "(\\b[a-z][a-z0-9+.-]{0,30}://[^\\s/:@\\[\\]]{0,128}:)[^\\s/@\\[\\]]{1,256}+(?=@)");
    keeping(
        "secret",
        "(?i)(\\b[a-z0-9_.-]{0,40}(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token"
            + "|access[_-]?token|private[_-]?key)[\"']?\\s{0,4}(?:=|:)\\s{0,4}[\"']?)"
            + "(?!\\[REDACTED|\\$|<|\\{|\\*{3})[^\\s\"',;&)\\]}]{4,512}+");
    // RFC 5321 in the shape that people write
    whole(
        "email",
        "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}+\\.){1,8}+[A-Za-z]{2,24}\\b");
  }

  private void whole(String kind, String pattern) {
    rules.add(new Rule(kind, Pattern.compile(pattern), ""));
  }

  private void keeping(String kind, String pattern) {
    rules.add(new Rule(kind, Pattern.compile(pattern), KEEP_FIRST_GROUP));
  }

  private void after(String prefix, String kind) {
    keeping(kind, prefix + "(?!\\[REDACTED)[A-Za-z0-9._~+/=-]{4,4096}+");
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
