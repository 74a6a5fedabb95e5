package io.runbookmemory.connectors.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of AWS:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html.
 */
class SignedRequestTest {

  private static final String HOST = "https://examplebucket.s3.amazonaws.com";
  private static final Instant AT = Instant.parse("2013-05-24T00:00:00Z");

  private static SignedRequest request(String method, String path, String payload) {
    return new SignedRequest(method, URI.create(HOST + path), payload.getBytes(UTF_8), AT);
  }

  private static String authorization(SignedRequest request) {
    return String.valueOf(
        request
            .signed("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
            .get("Authorization"));
  }

  @Test
  void anObjectIsGot() {
    assertThat(authorization(request("GET", "/test.txt", "").header("Range", "bytes=0-9")))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void anObjectIsPut() {
    SignedRequest put =
        request("PUT", "/test$file.text", "Welcome to Amazon S3.")
            .header("Date", "Fri, 24 May 2013 00:00:00 GMT")
            .header("x-amz-storage-class", "REDUCED_REDUNDANCY");

    assertThat(authorization(put))
        .endsWith(
            ",SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @ParameterizedTest
  @CsvSource({
    "/?lifecycle, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "/?prefix=J&max-keys=2, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  })
  void aQueryIsSortedAndEachOfItsParametersHasAValue(String path, String signature) {
    assertThat(authorization(request("GET", path, ""))).endsWith(",Signature=" + signature);
  }

  @Test
  void whatIsSentHoldsNoSecretAndLeavesTheHostToHttp() {
    assertThat(
            request("PUT", "/a", "b")
                .header("x-amz-security-token", "t")
                .signed("us-east-1", "key", "s3cr3t"))
        .containsOnlyKeys(
            "Authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token")
        .allSatisfy((name, value) -> assertThat(value).doesNotContain("s3cr3t"));
  }
}
