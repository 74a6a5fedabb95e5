package io.runbookmemory.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In the tables the secret stands between « and »; a ~ in it is left out, so that no scanner of
 * this project takes an example for a leak.
 */
class PatternRedactorTest {

  private static final PatternRedactor REDACTOR = new PatternRedactor();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AWS_KEY       | export AWS_ACCESS_KEY_ID=«AK~IAIOSFODNN7EXAMPLE»",
        "AWS_KEY       | assumed with «AS~IAIOSFODNN7EXAMPLE», expired",
        "GITHUB_TOKEN  | git clone with «gh~p_16C7e42F292c6912E7710c838347Ae178B4a» works",
        "GITHUB_TOKEN  | «github~_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789»",
        "GITLAB_TOKEN  | PRIVATE-TOKEN «gl~pat-xY9_kLmN0pQrStUvWxYz»",
        "SLACK_TOKEN   | bot «xo~xb-123456789012-abcdefGHIJKL»",
        "SLACK_WEBHOOK | curl «https://hooks.slack.com/services/T0~0000000/B00000000/XXXXXXXX»",
        "GCP_KEY       | maps «AI~zaSyA1234567890abcdefghijklmnopqrstuv»",
        "STRIPE_KEY    | charge with «sk~_live_4eC39HqLyjWDarjtT1zdp7dc»",
        "JWT           | cookie «ey~JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN»;",
        "TOKEN         | Authorization: Bearer «mF_9.B5f-4.1JqM»",
        "TOKEN         | curl -H 'Authorization: Basic «QWxhZGRpbjpvcGVuIHNlc2FtZQ==»' x",
        "TOKEN         | {\"authorization\": \"token «0123abcd»\"}",
        "TOKEN         | sent bearer «0123456789abcdef0123» to the gateway",
        "PASSWORD      | postgres://app:«s3cr3t»@db-1:5432/orders",
        "PASSWORD      | redis://:«pw-1»@cache:6379",
        "PASSWORD      | HTTPS://deploy:«p%40ss»@git.example.com/x.git",
        "PASSWORD      | amqp://app:«p[1]@2»@mq:5672/vhost",
        "SECRET        | password=«hunter2»",
        "SECRET        | password=«abc», user=app",
        "SECRET        | DB_PASSWORD: «hunter22»",
        "SECRET        | {\"api_key\": \"«abc123def»\", \"user\": \"app\"}",
        "SECRET        | client_secret='«two words, and a comma»' # rotate",
        "SECRET        | jdbc:sqlserver://h;user=sa;password=«Str0ng!Pw»;encrypt=true",
        "SECRET        | https://x/y?user=a&password=«x1y2z3»&ssl=true",
        "SECRET        | aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
        "SECRET        | {\\\"password\\\":\\\"«hunter2»\\\",\\\"user\\\":\\\"app\\\"}",
        "SECRET        | refresh_token=«1//0gAbCdEf»",
        "SECRET        | X-Api-Key: «0a1b2c3d4e5f»",
        "SECRET        | THE_VERY_LONG_NAME_OF_A_SETTING_OF_THE_ORDERS_DB_PASSWORD=«hunter2»",
        "SECRET        | kubectl create secret generic db --from-literal=password=«hunter2»",
        "SECRET        | vault login --token «hvs.CAESIJ» --no-store",
        "SECRET        | mysql --user root --password «p4» shop",
        "EMAIL         | ask «bob@example.com»",
        "EMAIL         | Ask «bob.oneill+oncall@mail.example.co.uk», then wait",
        "EMAIL         | Mail «bob@example.com».",
        "EMAIL         | <«first_last%x@sub-domain.example.org»>",
      })
  void aSecretIsReplacedAndTheRestStays(String kind, String marked) {
    String example = marked.replace("~", "");
    String text = example.replace("«", "").replace("»", "");
    String expected = example.replaceAll("«.*»", "[" + kind + "_1]");

    assertThat(REDACTOR.redact(text)).isEqualTo(expected);
    assertThat(REDACTOR.redact("before\n" + text + "\nafter"))
        .isEqualTo("before\n" + expected + "\nafter");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "near-misses.txt", delimiter = '\u0001', quoteCharacter = '\u0002')
  void whatOnlyLooksLikeASecretStays(String text) {
    assertThat(REDACTOR.redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  void aPrivateKeyOfManyLinesIsReplacedAsAWhole(String label) {
    String key = key(label, "\n", 30);

    assertThat(REDACTOR.redact("first\n" + key + "\nlast"))
        .isEqualTo("first\n[PRIVATE_KEY_1]\nlast");
    assertThat(REDACTOR.redact(key + "\nbetween\n" + key))
        .isEqualTo("[PRIVATE_KEY_1]\nbetween\n[PRIVATE_KEY_1]");
  }

  private static String key(String label, String newline, int lines) {
    String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    return "-----BEGIN "
        + label
        + "-----"
        + newline
        + (line + newline).repeat(lines)
        + "-----END "
        + label
        + "-----";
  }

  @Test
  void aKeyWithEscapedLineBreaksAndHeadersIsReplaced() {
    assertThat(REDACTOR.redact("{\"tls\":\"" + key("EC PRIVATE KEY", "\\n", 3) + "\"}"))
        .isEqualTo("{\"tls\":\"[PRIVATE_KEY_1]\"}");
    String encrypted =
        key("RSA PRIVATE KEY", "\n", 3)
            .replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n");
    assertThat(REDACTOR.redact(encrypted)).isEqualTo("[PRIVATE_KEY_1]");
  }

  @Test
  void aPgpKeyIsReplaced() {
    assertThat(REDACTOR.redact(key("PGP PRIVATE KEY BLOCK", "\n", 40)))
        .isEqualTo("[PRIVATE_KEY_1]");
  }

  @Test
  void aKeyOfTwentyThousandCharactersIsReplaced() {
    assertThat(REDACTOR.redact(key("PRIVATE KEY", "\n", 320))).isEqualTo("[PRIVATE_KEY_1]");
  }

  @Test
  void aKeyThatWasCutOffIsReplacedAndTheProseAfterItStays() {
    String cut = key("PRIVATE KEY", "\n", 400).replaceFirst("-----END.*", "");

    assertThat(REDACTOR.redact(cut.strip())).isEqualTo("[PRIVATE_KEY_1]");
    assertThat(REDACTOR.redact("A key begins with -----BEGIN PRIVATE KEY----- and ends so."))
        .isEqualTo("A key begins with [PRIVATE_KEY_1] and ends so.");
  }

  @Test
  void aSecretIsReplacedToItsEndHoweverLongItIs() {
    String longValue = "0a".repeat(20_000);
    List<String> texts =
        List.of(
            "password=" + longValue,
            "Authorization: Bearer " + longValue,
            "eyJ" + longValue + ".eyJ" + longValue + "." + longValue);

    assertThat(texts).allSatisfy(text -> assertThat(REDACTOR.redact(text)).hasSizeLessThan(60));
  }

  @Test
  void severalSecretsInOneTextAreAllReplaced() {
    assertThat(REDACTOR.redact("bob@example.com, amy@example.com: password=one1, pwd=two2"))
        .isEqualTo("[EMAIL_1], [EMAIL_2]: password=[SECRET_1]," + " pwd=[SECRET_2]");
  }

  @Test
  void whatHoldsNoSecretIsTheSameText() {
    String text = "CPU is at 97 % on db-1, see INC-112";

    assertThat(REDACTOR.redact(text)).isSameAs(text);
    assertThat(REDACTOR.redact("")).isEmpty();
  }
}
