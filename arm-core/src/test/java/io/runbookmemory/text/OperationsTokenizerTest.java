package io.runbookmemory.text;

import static io.runbookmemory.text.OperationsTokenizer.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTokenizerTest {

  @ParameterizedTest
  @CsvSource({
    "CrashLoopBackOff, crash loop back off crashloopbackoff",
    "kafka-consumer-lag, kafka consum lag kafkaconsumerlag",
    "HTTP 503, http 503",
    "ORA-00060, ora 00060 ora00060",
    "ECONNREFUSED, econnrefus",
    "x_request_id, x request id xrequestid",
    "OOMKilled, oom kill oomkil",
    "VMs, vm",
    "PVCsBound, pvc bound pvcsbound",
    "S3Bucket, bucket s3bucket",
    "HTTP503Error, http 503 error http503error",
    "p99, 99 p99",
    "k8s, k8s",
    "1.2.3, 1.2.3",
    "10.0.0.1:8080, 10.0.0.1 8080 10.0.0.1.8080",
    "checkout-7d9f8b6c5d-x2x7z, checkout 7d9f8b6c5d x2x7z checkout7d9f8b6c5dx2x7z",
    "/var/log/pods, var log pod varlogpod",
  })
  void aCompoundIsGivenInPartsAndWhole(String text, String tokens) {
    assertThat(tokens(text)).containsExactly(tokens.split(" "));
  }

  @Test
  void everyLevelOfAHostNameIsGiven() {
    assertThat(tokens("db-01.prod.example.com:5432"))
        .containsExactly(
            "db",
            "01",
            "db01",
            "prod",
            "exampl",
            "com",
            "db01prodexamplecom",
            "5432",
            "db01prodexamplecom5432");
  }

  @Test
  void aStackFrameIsFoundByClassMethodFileAndLine() {
    assertThat(tokens("at com.acme.Foo.bar(Foo.java:42)"))
        .containsExactly(
            "com",
            "acm",
            "foo",
            "bar",
            "comacmefoobar",
            "foo",
            "java",
            "foojava",
            "42",
            "foojava42");
  }

  @Test
  void allSpellingsOfACompoundShareItsWhole() {
    assertThat(List.of("kafka-consumer-lag", "kafka_consumer_lag", "KafkaConsumerLag"))
        .allSatisfy(text -> assertThat(tokens(text).getLast()).isEqualTo("kafkaconsumerlag"));
  }

  @Test
  void numbersThatMeetInAWholeStayApart() {
    assertThat(tokens("1:12").getLast()).isNotEqualTo(tokens("11:2").getLast());
  }

  @Test
  void inflectedWordsShareAToken() {
    assertThat(tokens("restarting restarts restarted"))
        .containsExactly("restart", "restart", "restart");
  }

  @Test
  void wordsThatHoldASentenceTogetherAreLeftOutButNegationsStay() {
    assertThat(tokens("The pod is not ready, and there are no endpoints"))
        .containsExactly("pod", "not", "readi", "no", "endpoint");
    assertThat(tokens("it was the")).isEmpty();
  }

  @Test
  void anApostropheDoesNotPartAWordAndALiteralsPrefixIsNoPartOfIt() {
    assertThat(tokens("the pod's don\u2019t u'pod'")).containsExactly("pod", "dont", "u", "pod");
  }

  @Test
  void equalCharactersOfUnicodeGiveEqualTokens() {
    assertThat(tokens("\uff26\uff35\uff2c\uff2c \ufb01le \u212a"))
        .containsExactly("full", "file", "k");
    assertThat(tokens("u\u0308ber")).isEqualTo(tokens("\u00dcBER")).containsExactly("\u00fcber");
    assertThat(tokens("H\u0331")).isEqualTo(tokens("\u1e96"));
    assertThat(tokens("\u03c3\u03bf\u03c6\u03cc\u03c2"))
        .isEqualTo(tokens("\u03a3\u039f\u03a6\u038c\u03a3"));
    assertThat(tokens("soft\u00adware")).isEqualTo(tokens("software"));
  }

  @Test
  void ideographsAreTokensOfTheirOwn() {
    assertThat(tokens("\u6771\u4eac-db01")).containsExactly("\u6771", "\u4eac", "db", "01", "db01");
  }

  @Test
  void loneSurrogatesPartWords() {
    assertThat(tokens("kafka\ud83dlag\ude00")).containsExactly("kafka", "lag");
  }

  @Test
  void aTokenIsCutAfter128CharactersButNeverWithinASurrogatePair() {
    String deseret = "\ud801\udc28";
    assertThat(tokens("7".repeat(1000))).containsExactly("7".repeat(128));
    assertThat(tokens("7" + deseret.repeat(500))).containsExactly("7" + deseret.repeat(63));
    assertThat(tokens("a7a-".repeat(500))).contains("a7a".repeat(42) + "a7");
  }

  @Test
  void encodedDataOfMoreThan64CharactersIsNotSplit() {
    assertThat(tokens("Ab".repeat(32))).hasSize(33);
    assertThat(tokens("Ab".repeat(33))).containsExactly(PorterStemmer.stem("ab".repeat(33)));
  }

  @Test
  void duplicatesAreKeptInOrder() {
    assertThat(tokens("disk full disk")).containsExactly("disk", "full", "disk");
  }

  @Test
  void aTextOfPunctuationHasNoTokens() {
    assertThat(tokens("")).isEmpty();
    assertThat(tokens(" \n--- ... '\"` \u0301 \ud83d\ude00")).isEmpty();
  }
}
