package io.runbookmemory.text;

import static io.runbookmemory.text.Identifier.Kind.ALERT_NAME;
import static io.runbookmemory.text.Identifier.Kind.ERROR_CODE;
import static io.runbookmemory.text.Identifier.Kind.FINGERPRINT;
import static io.runbookmemory.text.Identifier.Kind.HOST;
import static io.runbookmemory.text.Identifiers.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

  @Test
  void identifiersComeInOrderOfAppearanceAndOnce() {
    assertThat(find("NodeDown on db-01.example.com: HTTP 503, HTTP 503. Fired by NodeDown."))
        .containsExactly(
            new Identifier(ALERT_NAME, "NodeDown"),
            new Identifier(HOST, "db-01.example.com"),
            new Identifier(ERROR_CODE, "HTTP 503"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KubePodCrashLooping", "NodeDown", "HostHighIO", "VPAUpdaterSlow"})
  void camelCaseIsAnAlertName(String name) {
    assertThat(find("**" + name + "** fired")).containsExactly(new Identifier(ALERT_NAME, name));
    assertThat(find("runbooks/" + name)).containsExactly(new Identifier(ALERT_NAME, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at com.acme.CheckoutService.pay(CheckoutService.java:42)",
        "Caused by: NullPointerException: x",
        "TypeError: x is undefined",
        "TimeoutError: gave up",
        "@SpringBootApplication",
        "HashMap<String, String>",
        "new CheckoutService()",
        "FooBar::baz and FooBar$1",
        "the StatefulSets and a ConfigMap",
        "PostgreSQL IPv4 eBPF kafkaLag Watchdog HTTP KafkaLag.md",
        "\u00e9KubePodDown"
      })
  void codeKindsAndPlainWordsAreNoAlertNames(String text) {
    assertThat(find(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ORA-00060 deadlock | ORA-00060",
        "ora-00060 | ORA-00060",
        "SQLSTATE 40P01 | SQLSTATE 40P01",
        "SQLSTATE[08006] | SQLSTATE 08006",
        "SQL state: 57P03 | SQLSTATE 57P03",
        "HTTP 503 | HTTP 503",
        "HTTP/1.1\" 502 12 | HTTP 502",
        "HTTP-503 | HTTP 503",
        "returned status 500. | HTTP 500",
        "status code: 404 | HTTP 404",
        "\"statusCode\": 429, | HTTP 429",
        "connect ECONNREFUSED | ECONNREFUSED",
        "Exit Code:    137 | exit code 137",
        "\"exitCode\":139} | exit code 139",
        "exited with code 3 | exit code 3",
        "exit status 2 | exit code 2",
        "Exited (137) | exit code 137",
        "Reason: OOMKilled | OOMKilled",
        "in CrashLoopBackOff | CrashLoopBackOff",
        "error E1234 | E1234",
        "Caused by: NoSuchKeyException: x | NoSuchKeyException",
        "at java.lang.OutOfMemoryError | OutOfMemoryError",
        "BrokenPipeError: gone | BrokenPipeError",
        "rpc error: DEADLINE_EXCEEDED | DEADLINE_EXCEEDED",
        "ERR_TLS_CERT_ALTNAME_INVALID | ERR_TLS_CERT_ALTNAME_INVALID"
      })
  void anErrorCodeIsNormalised(String text, String code) {
    assertThat(find(text)).containsExactly(new Identifier(ERROR_CODE, code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP 503 | the gateway gave status code 503",
        "HTTP 503 | \"response code\": 503",
        "exit code 137 | exited (137)",
        "SQLSTATE 40P01 | SQL state 40P01",
        "ECONNRESET | read ECONNRESET"
      })
  void whateverATextCallsAnErrorOneSpellingFindsIt(String code, String text) {
    List<String> spellings = Identifiers.spellings(new Identifier(ERROR_CODE, code));

    assertThat(find(text)).containsExactly(new Identifier(ERROR_CODE, code));
    assertThat(spellings)
        .anyMatch(
            words ->
                OperationsTokenizer.tokens(text).containsAll(OperationsTokenizer.tokens(words)));
  }

  @Test
  void whatOnlyLooksLikeAHostIsPossible() {
    String text = "web-0 and receive.thanos after db-1.example.com, Web-1 and 1.2.3 at p99";

    assertThat(Identifiers.in(text).possible())
        .containsExactly(new Identifier(HOST, "web-0"), new Identifier(HOST, "receive.thanos"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP 200",
        "status 503ms",
        "HTTP for 503 users",
        "exit code 0",
        "exit code 1",
        "exit code 256",
        "exited with 2 pods",
        "HTTP\n503",
        "HTTP, 503",
        "ERROR EXIT EVENT",
        "E0312 12:15:18.635452 1 leader.go",
        "java.lang.RuntimeException: x",
        "REQUEST_TIMEOUT JAVA_HOME ERROR LOG_ERRORS",
        "SHA-256 ISO-8601 UTF-8 SQLSTATE"
      })
  void otherNumbersAndWordsAreNoErrorCodes(String text) {
    assertThat(find(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DB-01.PROD.EXAMPLE.COM is down | db-01.prod.example.com",
        "from 10.0.0.1:8080 | 10.0.0.1",
        "pod/checkout-7d9f8b6c5d-x2x7z | checkout-7d9f8b6c5d-x2x7z",
        "https://kafka.prod:9092/topics | kafka.prod",
        "kafka.prod.svc.cluster.local. | kafka.prod.svc.cluster.local",
        "root@ip-10-0-0-1.ec2.internal | ip-10-0-0-1.ec2.internal",
        "node db-07 is not ready | db-07",
        "pod=kafka-0 restarted | kafka-0",
        "host: web3, disk full | web3"
      })
  void aHostIsFoundInLowerCase(String text, String host) {
    assertThat(find(text)).containsExactly(new Identifier(HOST, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo.yaml main.go run.sh setup.py",
        "1.2.3 v1.2.3.4 1.2.3.456 01.2.3.4 127.0.0.1 10.0.0.0/8",
        "until the end.Start again. it stays.in place",
        "com.acme.io org.apache.local",
        "app.kubernetes.io/name kubevirt.io=virt-controller log.info(",
        "spec.template metadata.labels.app.kind e.g. i.e. ...",
        "http-https-grpcs step-1 .com -.com a..com",
        "the node pool-a, on node 7, instance t2x of server v2"
      })
  void filesVersionsPackagesKeysAndSentencesAreNoHosts(String text) {
    assertThat(find(text)).isEmpty();
  }

  @Test
  void aFingerprintHasExactlySixteenHexadecimalDigits() {
    assertThat(find("fp 0123456789ABCDEF."))
        .containsExactly(new Identifier(FINGERPRINT, "0123456789abcdef"));
    assertThat(find("0123456789abcde 0123456789abcdef0 0123456789abcdeg 1700000000000000"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[REDACTED:KubePodCrashLooping]",
        "[REDACTED:db.example.com]",
        "x.[REDACTED:host].example.com",
        "db.example.com[REDACTED:x]",
        "[REDACTED:y]b.example.com",
        "HTTP [REDACTED:code] 503",
        "[EMAIL_12]",
        "x.[IP_1].example.com",
        "db.example.com[SECRET_3]",
        "[NAME_1]b.example.com",
        "HTTP [GITHUB_TOKEN_1] 503"
      })
  void aPlaceholderAndWhatTouchesItAreNoIdentifiers(String text) {
    assertThat(find(text)).isEmpty();
  }

  @Test
  void whatStandsApartFromAPlaceholderCounts() {
    assertThat(find("token=[REDACTED:token] db.example.com"))
        .containsExactly(new Identifier(HOST, "db.example.com"));
    assertThat(find("token=[TOKEN_1] db.example.com"))
        .containsExactly(new Identifier(HOST, "db.example.com"));
  }

  @Test
  void theResultIsImmutableAndAnIdentifierIsNotBlank() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> find("NodeDown").clear());
    assertThatIllegalArgumentException().isThrownBy(() -> new Identifier(HOST, " "));
  }
}
