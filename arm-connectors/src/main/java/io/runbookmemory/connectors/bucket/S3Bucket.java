package io.runbookmemory.connectors.bucket;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.VendorHttp;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.store.artifact.ObjectBucket;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of Amazon S3, or of a server that speaks S3's REST API with Signature Version 4, such as
 * MinIO and Ceph. An object is put whole by one request. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">Amazon S3 API
 *     Reference</a>
 */
public final class S3Bucket implements ObjectBucket {

  private static final Pattern KEY =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)*");

  private final VendorHttp http;
  private final String region;
  private final String accessKey;
  private final Supplier<@Nullable String> sessionToken;
  private final InstantSource clock;

  /**
   * Creates a bucket with keys that stay.
   *
   * @param endpoint the bucket's own address, {@code https://s3.REGION.amazonaws.com/BUCKET/} or
   *     {@code https://BUCKET.s3.REGION.amazonaws.com/}, with the secret access key as {@link
   *     io.runbookmemory.connectors.endpoint.Credentials#elsewhere}; its {@code maxBytes} must be
   *     those of the largest object, its patience long enough for it
   * @param region such as {@code eu-central-1}; servers of one's own often have {@code us-east-1}
   * @param accessKey the access key's id, which is no secret
   */
  public S3Bucket(Endpoint endpoint, String region, String accessKey) {
    this(endpoint, region, accessKey, () -> null, InstantSource.system());
  }

  /**
   * Creates a bucket with keys that are given for some time.
   *
   * @param endpoint as above
   * @param region such as {@code eu-central-1}
   * @param accessKey the access key's id
   * @param sessionToken gives the token that belongs to the keys; null for none
   * @param clock the present time, which a server lets differ from its own by minutes
   */
  public S3Bucket(
      Endpoint endpoint,
      String region,
      String accessKey,
      Supplier<@Nullable String> sessionToken,
      InstantSource clock) {
    this.http = new VendorHttp(endpoint);
    this.region = region;
    this.accessKey = accessKey;
    this.sessionToken = sessionToken;
    this.clock = clock;
  }

  @Override
  public String name() {
    return http.endpoint().base().toString().replaceFirst("/$", "");
  }

  /** Putting the same object twice is putting it once, so that it may be tried again. */
  @Override
  public void put(String key, byte[] bytes) {
    http.send(signed(Call.bytes("PUT", checked(key), bytes), bytes).asRepeatable());
  }

  @Override
  public Optional<byte[]> get(String key) {
    return http.find(signed(Call.get(checked(key)), new byte[0])).map(Answer::body);
  }

  @Override
  public boolean exists(String key) {
    Call head = Call.get(checked(key)).method("HEAD");
    return http.find(signed(head, new byte[0])).isPresent();
  }

  private static String checked(String key) {
    if (!KEY.matcher(key).matches() || key.contains("..")) {
      throw new IllegalArgumentException(
          "a key must have letters, digits, '.', '_', '-' and single slashes, got " + key);
    }
    return key;
  }

  private Call signed(Call call, byte[] payload) {
    Endpoint endpoint = http.endpoint();
    String secret = endpoint.credentials().value();
    if (secret.isEmpty()) {
      throw new ConfigurationException(
          name(), name() + " needs the secret access key of " + accessKey + ", got none");
    }
    URI target = endpoint.base().resolve(call.path());
    SignedRequest request = new SignedRequest(call.method(), target, payload, clock.instant());
    String token = sessionToken.get();
    if (token != null) {
      request.header("x-amz-security-token", token);
    }
    Call signed = call.advice(404, "check that the bucket " + name() + " is there");
    for (Map.Entry<String, String> header : request.signed(region, accessKey, secret).entrySet()) {
      signed = signed.header(header.getKey(), header.getValue());
    }
    return signed;
  }
}
