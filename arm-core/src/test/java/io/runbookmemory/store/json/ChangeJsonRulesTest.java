package io.runbookmemory.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.StoredMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each broken rule is reported with the field that breaks it. */
class ChangeJsonRulesTest {

  private static final String ID = "3934febb-d18d-8b04-9ca7-45792d657b0b";

  private static final String DELETED =
      "{\"format\":1,\"position\":7,\"change\":\"deleted\",\"id\":\""
          + ID
          + "\",\"version\":3,\"at\":\"2026-05-12T02:41:00Z\"}";

  private static final String UPSERTED =
      "{\"format\":1,\"position\":7,\"change\":\"upserted\",\"memory\":{\"id\":\""
          + ID
          + "\",\"scope\":{\"tenant\":\"default\"},\"title\":\"Disk full\","
          + "\"content\":{\"kind\":\"note\",\"text\":\"x\"},\"version\":1,"
          + "\"createdAt\":\"2026-05-12T02:41:00Z\"},"
          + "\"usage\":{\"recalls\":2},"
          + "\"space\":{\"modelId\":\"m\",\"dimension\":1,\"checksum\":\"c\"},"
          + "\"passages\":[{\"start\":0,\"end\":1,\"vector\":\"AACAPw==\"}]}";

  @Test
  void theLinesThatAreBrokenBelowAreWholeAsTheyAre() {
    assertThat(ChangeJson.read(DELETED)).isInstanceOf(Change.Deleted.class);
    Change.Upserted upserted = (Change.Upserted) ChangeJson.read(UPSERTED);
    assertThat(upserted.stored().passages()).hasSize(1);
    assertThat(upserted.usage().recalls()).isEqualTo(2);
  }

  @Test
  void aValueOfAFilesLengthIsNotRepeated() {
    String longText = "x".repeat(65_536);
    assertThatThrownBy(() -> ChangeJson.read(DELETED.replace(ID, longText)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("id: an id must be a UUID of 36 characters, got 65536 characters");
    assertThatThrownBy(() -> ChangeJson.read(DELETED.replace("deleted", longText)))
        .message()
        .startsWith("change: must be one of upserted, deleted, got \"xxx")
        .hasSizeLessThan(520);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\":1                         | \"format\":2        | format: 2 is newer",
        "\"format\":1                         | \"format\":\"one\"  | format: must be a whole"
            + " number",
        "\"position\":7,                      | ''                  | position: is missing",
        "\"position\":7                       | \"position\":\"7\"  | position: must be a whole"
            + " number",
        "\"position\":7                       | \"position\":0      | position: must be a whole"
            + " number of at least 1",
        "\"change\":\"deleted\",              | ''                  | change: is missing",
        "\"change\":\"deleted\"               | \"change\":\"gone\" | change: must be one of"
            + " upserted, deleted, got \"gone\"",
        "\"id\":\"3934febb                    | \"id\":\"393        | id: an id must be a UUID",
        "\"id\":                              | \"ID\":             | id: is missing",
        "\"version\":3,                       | ''                  | version: is missing",
        "\"version\":3                        | \"version\":\"abc\" | version: must be a whole"
            + " number",
        "\"version\":3                        | \"version\":1.5     | version: must be a whole"
            + " number",
        "\"at\":\"2026-05-12T02:41:00Z\"      | \"at\":\"today\"    | at: must be a time",
        "\"at\":\"2026-05-12T02:41:00Z\"      | \"at\":null         | at: is missing"
      })
  void aTombstoneNamesWhatIsWrong(String part, String broken, String message) {
    assertRefused(DELETED, part, broken, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"memory\":                  | \"memori\":              | memory: is missing",
        "\"memory\":{                 | \"memory\":[],\"x\":{    | memory: must be an object",
        "\"title\":\"Disk full\",     | ''                       | memory: title: is missing",
        "\"title\":\"Disk full\"      | \"title\":7              | memory: title: must be a string",
        "\"recalls\":2                | \"recalls\":\"2\"        | usage: recalls: must be a whole"
            + " number",
        "\"recalls\":2                | \"recalls\":-2           | usage: counts must be at least"
            + " 0",
        "\"usage\":{                  | \"usage\":3,\"x\":{      | usage: must be an object",
        "\"space\":                   | \"spase\":               | space: is missing",
        "\"space\":{                  | \"space\":3,\"x\":{      | space: must be an object",
        "\"modelId\":\"m\",           | ''                       | space.modelId: is missing",
        "\"modelId\":\"m\"            | \"modelId\":\" \"        | space.modelId: must not be"
            + " blank",
        "\"dimension\":1              | \"dimension\":0          | space.dimension: must be a whole"
            + " number of at least 1",
        "\"dimension\":1              | \"dimension\":2          | passages[0].vector: must have"
            + " the 8 bytes",
        "\"checksum\":\"c\"           | \"checksum\":1           | space.checksum: must be a"
            + " string",
        "\"passages\":                | \"passage\":             | passages: is missing",
        "\"passages\":[{              | \"passages\":{\"x\":[{   | is not JSON",
        "\"passages\":[{              | \"passages\":[3,{        | passages[0]: must be an object",
        "\"start\":0,                 | ''                       | passages[0].start: is missing",
        "\"end\":1,                   | ''                       | passages[0].end: is missing",
        "\"end\":1                    | \"end\":0                | passages[0].end: must be a whole"
            + " number of at least 1",
        "\"start\":0                  | \"start\":-1             | passages[0].start: must be a"
            + " whole number of at least 0",
        "\"vector\":\"AACAPw==\"      | \"v\":1                  | passages[0].vector: is missing",
        "\"vector\":\"AACAPw==\"      | \"vector\":\"***\"       | passages[0].vector: Illegal"
            + " base64",
        "\"vector\":\"AACAPw==\"      | \"vector\":\"AACAPwA=\"  | passages[0].vector: must have"
            + " the 4 bytes",
        "\"vector\":\"AACAPw==\"      | \"vector\":\"AAAAAA==\"  | passages[0].vector: an embedding"
            + " must have a direction"
      })
  void anUpsertNamesWhatIsWrong(String part, String broken, String message) {
    assertRefused(UPSERTED, part, broken, message);
  }

  private static void assertRefused(String line, String part, String broken, String message) {
    assertThat(line).contains(part);

    assertThatThrownBy(() -> ChangeJson.read(line.replace(part, broken)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                 | must be a JSON object",
        "[]                 | must be a JSON object",
        "{                  | is not JSON",
        "{} {}              | is not JSON",
        "{\"a\":1,\"a\":2}  | is not JSON"
      })
  void aLineMustBeOneJsonObject(String line, String message) {
    assertThatThrownBy(() -> ChangeJson.read(line))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aSpaceWithoutPassagesAndTheOtherWayRoundAreRefused() {
    String none = UPSERTED.replaceFirst("\\[\\{\"start.*}]", "[]");

    assertThatThrownBy(() -> ChangeJson.read(none))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("passages: must hold at least 1");
  }

  @Test
  void usageAndVectorsMayBeAbsentOrNull() {
    String bare =
        UPSERTED.replaceFirst(
            "\"usage\".*}]}$", "\"usage\":null,\"space\":null,\"passages\":null}");
    Change.Upserted upserted = (Change.Upserted) ChangeJson.read(bare);

    assertThat(upserted.stored()).isEqualTo(StoredMemory.lexical(upserted.stored().memory()));
    assertThat(upserted.usage().recalls()).isZero();
  }
}
