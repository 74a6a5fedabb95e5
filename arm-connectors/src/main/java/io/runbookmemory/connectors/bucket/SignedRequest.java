package io.runbookmemory.connectors.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request of S3 as AWS Signature Version 4 signs it, in the {@code Authorization} header and with
 * the payload's hash.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature
 *     Calculations for the Authorization Header</a>
 */
final class SignedRequest {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String method;
  private final URI target;
  private final String payloadHash;
  private final String time;
  private final SortedMap<String, String> headers = new TreeMap<>();

  SignedRequest(String method, URI target, byte[] payload, Instant at) {
    this.method = method;
    this.target = target;
    this.payloadHash = HexFormat.of().formatHex(sha256(payload));
    this.time = TIME.format(at);
    header(
        "host",
        target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort());
    header("x-amz-content-sha256", payloadHash);
    header("x-amz-date", time);
  }

  /** Adds a header that is signed too. */
  SignedRequest header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll(" +", " "));
    return this;
  }

  /** Returns what is to be sent besides the host, which HTTP itself sends. */
  Map<String, String> signed(String region, String accessKey, String secret) {
    String day = time.substring(0, 8);
    String scope = day + "/" + region + "/s3/aws4_request";
    String canonical = HexFormat.of().formatHex(sha256(canonical().getBytes(UTF_8)));
    String toSign = String.join("\n", ALGORITHM, time, scope, canonical);
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : new String[] {day, region, "s3", "aws4_request"}) {
      key = hmac(key, part);
    }
    Map<String, String> sent = new TreeMap<>(headers);
    sent.remove("host");
    sent.put(
        "Authorization",
        ALGORITHM
            + " Credential="
            + accessKey
            + "/"
            + scope
            + ",SignedHeaders="
            + names()
            + ",Signature="
            + HexFormat.of().formatHex(hmac(key, toSign)));
    return sent;
  }

  private String canonical() {
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n", method, encoded(target.getPath()), query(), lines, names(), payloadHash);
  }

  private String names() {
    return String.join(";", headers.keySet());
  }

  /** Sorted by name; a parameter without a value has an empty one. */
  private String query() {
    String raw = target.getRawQuery();
    return raw == null
        ? ""
        : Arrays.stream(raw.split("&", -1))
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  /** Of a path, only what RFC 3986 calls unreserved and slashes stay as they are. */
  private static String encoded(String path) {
    StringBuilder text = new StringBuilder();
    for (byte one : path.getBytes(UTF_8)) {
      char letter = (char) (one & 0xff);
      if (String.valueOf(letter).matches("[A-Za-z0-9._~/-]")) {
        text.append(letter);
      } else {
        text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
      }
    }
    return text.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
