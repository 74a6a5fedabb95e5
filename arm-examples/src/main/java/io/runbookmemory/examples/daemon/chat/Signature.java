package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.examples.daemon.http.Asked;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What shows that a request comes from a chat: a code over the body as it came, by a secret that
 * the chat and the daemon share.
 *
 * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack</a>
 * @see <a
 *     href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook">Teams</a>
 */
final class Signature {

  /** A request that is older, or from further ahead, is not believed. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** Returns the signature of a request of Slack, if it is good and the request is of now. */
  static Optional<String> slack(Asked asked, String secret, Instant now) {
    Optional<String> given = asked.header("X-Slack-Signature");
    Optional<String> time = asked.header("X-Slack-Request-Timestamp");
    if (given.isEmpty() || time.isEmpty() || !time.get().matches("[0-9]{1,11}")) {
      return Optional.empty();
    }
    Mac mac = mac(secret.getBytes(StandardCharsets.UTF_8));
    mac.update(("v0:" + time.get() + ":").getBytes(StandardCharsets.UTF_8));
    String wanted = "v0=" + HexFormat.of().formatHex(mac.doFinal(asked.body()));
    boolean isNow = isOf(Instant.ofEpochSecond(Long.parseLong(time.get())), now);
    return isEqual(wanted, given.get()) && isNow ? given : Optional.empty();
  }

  /** Returns the signature of a request of Teams, if it is good; its time stands in its body. */
  static Optional<String> teams(Asked asked, String secret) {
    Optional<String> given =
        asked
            .header("Authorization")
            .filter(value -> value.regionMatches(true, 0, "HMAC ", 0, 5))
            .map(value -> value.substring(5).strip());
    Mac mac = mac(Base64.getDecoder().decode(secret));
    String wanted = Base64.getEncoder().encodeToString(mac.doFinal(asked.body()));
    return given.filter(one -> isEqual(wanted, one));
  }

  static boolean isOf(Instant time, Instant now) {
    return Duration.between(time, now).abs().compareTo(WINDOW) <= 0;
  }

  private static boolean isEqual(String wanted, String given) {
    return MessageDigest.isEqual(
        wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac mac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
