package io.runbookmemory.guard.redact;

import static io.runbookmemory.guard.redact.SecretKind.AWS_KEY;
import static io.runbookmemory.guard.redact.SecretKind.GCP_KEY;
import static io.runbookmemory.guard.redact.SecretKind.GITHUB_TOKEN;
import static io.runbookmemory.guard.redact.SecretKind.GITLAB_TOKEN;
import static io.runbookmemory.guard.redact.SecretKind.SLACK_TOKEN;
import static io.runbookmemory.guard.redact.SecretKind.SLACK_WEBHOOK;
import static io.runbookmemory.guard.redact.SecretKind.STRIPE_KEY;
import static io.runbookmemory.guard.redact.SecretKind.TOKEN;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens and keys with a prefix of their own, as their vendors publish them. */
final class Tokens implements Recogniser {

  private static final int ALPHANUMERIC = Chars.DIGIT | Chars.LETTER;

  private final Format[][] byFirst = new Format[128][];

  Tokens() {
    List<Format> all = new ArrayList<>();
    amazon(all);
    google(all);
    forges(all);
    slackAndStripe(all);
    others(all);
    for (char c = 0; c < 128; c++) {
      char first = c;
      byFirst[c] =
          all.stream().filter(format -> format.prefix().charAt(0) == first).toArray(Format[]::new);
    }
  }

  /** Returns the first letters of all prefixes. */
  String triggers() {
    StringBuilder letters = new StringBuilder();
    for (char c = 0; c < 128; c++) {
      if (byFirst[c].length > 0) {
        letters.append(c);
      }
    }
    return letters.toString();
  }

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  private static void amazon(List<Format> all) {
    for (String prefix : List.of("AKIA", "ASIA", "ABIA", "ACCA")) {
      all.add(new Format(prefix, AWS_KEY, Chars.CAPITAL_OR_DIGIT, 16, 16));
    }
  }

  // https://cloud.google.com/docs/authentication/api-keys, /docs/authentication/token-types
  private static void google(List<Format> all) {
    all.add(Format.atLeast("AIza", GCP_KEY, Chars.BASE64_URL, 35));
    all.add(Format.atLeast("GOCSPX-", GCP_KEY, Chars.BASE64_URL, 28));
    all.add(Format.atLeast("ya29.", GCP_KEY, Chars.DOTTED, 20));
  }

  // https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  private static void forges(List<Format> all) {
    for (String prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
      all.add(Format.atLeast(prefix, GITHUB_TOKEN, ALPHANUMERIC, 36));
    }
    all.add(Format.atLeast("github_pat_", GITHUB_TOKEN, Chars.BASE64_URL, 22));
    for (String of :
        List.of("pat", "oas", "dt", "rt", "cbt", "ptt", "ft", "imt", "agent", "soat")) {
      all.add(Format.atLeast("gl" + of + "-", GITLAB_TOKEN, Chars.DOTTED, 20));
    }
  }

  // https://docs.slack.dev/authentication/tokens, https://docs.stripe.com/keys
  private static void slackAndStripe(List<Format> all) {
    for (char of : "abeoprs".toCharArray()) {
      all.add(Format.atLeast("xox" + of + "-", SLACK_TOKEN, Chars.BASE64_URL, 10));
    }
    all.add(Format.atLeast("xapp-", SLACK_TOKEN, Chars.BASE64_URL, 20));
    for (String of : List.of("services/", "workflows/", "triggers/")) {
      String prefix = "https://hooks.slack.com/" + of;
      all.add(Format.atLeast(prefix, SLACK_WEBHOOK, Chars.BASE64, 8));
    }
    for (String prefix : List.of("sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_")) {
      all.add(Format.atLeast(prefix, STRIPE_KEY, ALPHANUMERIC, 10));
    }
  }

  // docs.npmjs.com/about-access-tokens, developer.hashicorp.com/vault/docs/concepts/tokens,
  // docs.sendgrid.com, grafana.com/docs (service accounts), docs.digitalocean.com/reference/api,
  // pypi.org/help/#apitoken, docs.docker.com/security/access-tokens, github.com/FiloSottile/age,
  // platform.openai.com, docs.anthropic.com
  private static void others(List<Format> all) {
    all.add(Format.atLeast("npm_", TOKEN, ALPHANUMERIC, 36));
    for (String prefix : List.of("hvs.", "hvb.", "hvr.")) {
      all.add(Format.atLeast(prefix, TOKEN, Chars.BASE64_URL, 24));
    }
    all.add(Format.atLeast("SG.", TOKEN, Chars.DOTTED, 60));
    all.add(Format.atLeast("glsa_", TOKEN, Chars.BASE64_URL, 32));
    for (String prefix : List.of("dop_v1_", "doo_v1_", "dor_v1_")) {
      all.add(Format.atLeast(prefix, TOKEN, Chars.HEX, 64));
    }
    all.add(Format.atLeast("pypi-AgE", TOKEN, Chars.BASE64_URL, 50));
    all.add(Format.atLeast("dckr_pat_", TOKEN, Chars.BASE64_URL, 20));
    all.add(Format.atLeast("AGE-SECRET-KEY-1", TOKEN, Chars.CAPITAL_OR_DIGIT, 58));
    for (String prefix : List.of("sk-proj-", "sk-svcacct-", "sk-ant-")) {
      all.add(Format.atLeast(prefix, TOKEN, Chars.BASE64_URL, 20));
    }
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    char first = text.charAt(at);
    if (first < 128) {
      for (Format format : byFirst[first]) {
        int end = format.end(text, at);
        if (end > 0) {
          return new Finding(format.kind(), at, end);
        }
      }
    }
    return null;
  }

  /**
   * A token that its beginning gives away.
   *
   * @param prefix what it begins with
   * @param kind of what kind it is
   * @param set the characters that follow, one of {@link Chars}
   * @param least how many follow at least
   * @param most how many follow at most; where there are more it is something else
   */
  private record Format(String prefix, SecretKind kind, int set, int least, int most) {

    static Format atLeast(String prefix, SecretKind kind, int set, int least) {
      return new Format(prefix, kind, set, least, Integer.MAX_VALUE);
    }

    /** Returns where the token ends that begins at an index, or -1. */
    int end(String text, int start) {
      if (!text.startsWith(prefix, start)) {
        return -1;
      }
      int from = start + prefix.length();
      int end = Chars.end(text, from, set);
      while (set == Chars.DOTTED && end > from && text.charAt(end - 1) == '.') {
        end--;
      }
      boolean fits = end - from >= least && end - from <= most;
      boolean border = most == Integer.MAX_VALUE || !Chars.at(text, end, Chars.BASE64_URL);
      return fits && border ? end : -1;
    }
  }
}
