package io.runbookmemory.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private final Redaction redaction = new Redaction(new PatternRedactor(), new PatternRedactor());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "5555555555554444",
        "378282246310005",
        "30569309025904",
        "6011111111111117",
        "3530111333300000",
        "4000000000000000006",
        "4111111111111111.0",
        "4.111111111111111E15",
        "4.111111111111111E+15"
      })
  void aCardsNumberWithoutQuotesIsTakenOut(String number) {
    assertThat(redaction.cleanJson("{\"paid\":{\"with\":[" + number + "]}}"))
        .isEqualTo("{\"paid\":{\"with\":[\"[CARD_1]\"]}}");
    assertThat(redaction.cleanJson(number)).isEqualTo("\"[CARD_1]\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "-4111111111111111",
        "4111111111111111.5",
        "0.4111111111111111",
        "411111111111111100000",
        "1767225600000",
        "1767225600000000",
        "1767225600000000000",
        "20260301030000",
        "9999999999999995",
        "1111111111111117",
        "42",
        "0",
        "1E+400",
        "4.111111111111111E+900"
      })
  void aNumberThatIsNoCardStaysTheNumberItIs(String number) {
    assertThat(redaction.cleanJson("{\"n\":" + number + "}")).isEqualTo("{\"n\":" + number + "}");
  }

  @Test
  void aCardIsTheSameWithQuotesAndWithout() {
    assertThat(
            redaction.cleanJson(
                "{\"a\":5555555555554444,\"b\":\"of 4111 1111 1111 1111\",\"c\":4111111111111111}"))
        .isEqualTo("{\"a\":\"[CARD_1]\",\"b\":\"of [CARD_2]\",\"c\":\"[CARD_2]\"}");
  }

  @Test
  void aNumberUnderTheNameOfASecretIsTakenOutAsATextIs() {
    assertThat(redaction.cleanJson("{\"pin\":1234,\"of\":{\"cardPin\":99,\"card_pin\":\"77\"}}"))
        .isEqualTo(
            "{\"pin\":\"[SECRET_1]\",\"of\":{\"cardPin\":\"[SECRET_2]\",\"card_pin\":\"[SECRET_3]\"}}");
    assertThat(redaction.cleanJson("{\"password\":8.5,\"again\":[{\"DB_PASSWORD\":8.5}]}"))
        .isEqualTo("{\"password\":\"[SECRET_1]\",\"again\":[{\"DB_PASSWORD\":\"[SECRET_1]\"}]}");
    String harmless =
        "{\"spin\":3,\"pins\":4,\"Chopin\":5,\"max_tokens\":6,\"max_token\":7,\"keys\":8,\"spinPin2\":9}";
    assertThat(redaction.cleanJson(harmless)).isEqualTo(harmless);
  }

  @Test
  void noTimeOfThisCenturyIsTakenForACard() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      long seconds = random.nextLong(946_684_800L, 2_200_000_000L);
      long nanos = random.nextLong(1_000_000_000L);
      long micros = seconds * 1_000_000 + nanos / 1_000;
      String json =
          "{\"ms\":" + micros / 1_000 + ",\"us\":" + micros + ",\"ns\":" + micros * 1_000 + "}";
      assertThat(redaction.cleanJson(json)).as("seed %d", seed).isEqualTo(json);
    }
  }

  @Test
  void aToolIsGivenNoCardEither() {
    assertThat(given(redaction, ToolEffect.REVERSIBLE, "{\"id\":7,\"card\":4111111111111111}"))
        .isEqualTo("{\"id\":7,\"card\":\"[CARD_1]\"}");
  }

  @Test
  void aToolThatLooksIsGivenWhatItsQuestionsMayHold() {
    Redaction open = new Redaction(new PatternRedactor(), PatternRedactor.credentials());
    String json = "{\"who\":\"ana@example.com\",\"password\":\"hunter2hunter2\"}";

    assertThat(given(open, ToolEffect.READ_ONLY, json))
        .isEqualTo("{\"who\":\"ana@example.com\",\"password\":\"[SECRET_1]\"}");
    assertThat(given(open, ToolEffect.REVERSIBLE, json))
        .isEqualTo("{\"who\":\"[EMAIL_1]\",\"password\":\"[SECRET_1]\"}");
  }

  private static String given(Redaction redaction, ToolEffect effect, String arguments) {
    ToolContract contract = ToolContract.builder("note", "Adds a note.").effect(effect).build();
    ToolRequest request =
        ToolRequest.builder(Caller.of("ana"), Scope.of(Tenant.DEFAULT), "note", arguments).build();
    return redaction.argumentsFor(contract, new GuardedCall(request, redaction));
  }
}
