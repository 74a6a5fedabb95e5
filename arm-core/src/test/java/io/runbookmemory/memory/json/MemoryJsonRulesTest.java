package io.runbookmemory.memory.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson.Defaults;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryJsonRulesTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final Defaults DEFAULTS =
      new Defaults(new Tenant("acme"), "wiki", NOW, Environments.DEFAULT);
  private static final String NOTE = "'content':{'kind':'note','text':'x'}";

  private static Memory read(String json) {
    return MemoryJson.read(json.replace('\'', '"'), DEFAULTS);
  }

  /** What is put in place of or beside a fine line's fields, and what the refusal says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                              | title: is missing",
        "{'title':'T'}                                   | content: is missing",
        "{'title':'T','content':3}                       | content: must be an object, got a"
            + " number",
        "{'title':'T','content':{}}                      | content.kind: is missing",
        "{'title':7,NOTE}                                | title: must be a string, got a number",
        "{'title':' ',NOTE}                              | title must not be blank",
        "{'title':'T','content':{'kind':'note'}}         | content.text: is missing",
        "{'title':'T',NOTE,'type':'odd'}                 | type: must be one of FACTUAL, EPISODIC,",
        "{'title':'T',NOTE,'status':'gone'}              | status: must be one of DRAFT, ACTIVE,",
        "{'title':'T',NOTE,'severity':'bad'}             | severity: must be one of SEV1, SEV2,",
        "{'title':'T',NOTE,'tags':'a'}                   | tags: must be an array, got a string",
        "{'title':'T',NOTE,'tags':['a',1]}               | tags[1]: must be a string, got a number",
        "{'title':'T',NOTE,'tags':[' ']}                 | a tag must not be blank",
        "{'title':'T',NOTE,'createdAt':'yesterday'}      | createdAt: must be a time such as",
        "{'title':'T',NOTE,'expiresAt':'99999-01-01'}    | expiresAt: must be a time such as",
        "{'title':'T',NOTE,'occurrences':1.5}            | occurrences: must be a whole number,",
        "{'title':'T',NOTE,'occurrences':0}              | occurrences must be at least 1, got 0",
        "{'title':'T',NOTE,'occurrences':1e99}           | occurrences: must be a whole number,",
        "{'title':'T',NOTE,'pinned':'yes'}               | pinned: must be true or false, got",
        "{'title':'T',NOTE,'id':'7'}                     | id: an id must be a UUID",
        "{'title':'T',NOTE,'links':[{'type':'t'}]}       | links[0].target: is missing",
        "{'title':'T',NOTE,'links':[7]}                  | links[0]: must be an object, got a"
            + " number",
        "{'title':'T',NOTE,'scope':{'env':'qa'}}         | scope: env: must be one of prod,"
            + " staging",
        "{'title':'T',NOTE,'scope':{'service':1}}        | scope.service: must be a string",
        "{'title':'T',NOTE,'provenance':{'trust':'x'}}   | provenance.trust: must be one of"
            + " CURATED",
        "{'title':'T',NOTE,'format':2}                   | format: 2 is newer than this release"
            + " reads",
        "{'title':'T',NOTE,'title':'U'}                  | is not JSON",
        "{'title':'T',NOTE} x                            | is not JSON",
        "[1]                                             | must be a JSON object, got an array",
        "``                                              | must be a JSON object, got nothing"
      })
  void whatIsWrongIsNamedWithItsPlaceAndRule(String json, String message) {
    assertThatThrownBy(() -> read(json.replace("NOTE", NOTE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"pattern\",\"patternKind\":\"t\",\"description\":\"d\"}| content.confidence",
        "{\"kind\":\"pattern\",\"patternKind\":\"t\",\"description\":\"d\",\"confidence\":2}| [0,"
            + " 1]",
        "{\"kind\":\"baseline\",\"series\":\"s\",\"values\":{\"m\":\"x\"}}| content.values.m",
        "{\"kind\":\"report\",\"from\":\"2026-05-12T02:41:00Z\",\"markdown\":\"x\"}| content.to",
        "{\"kind\":\"incident\"}| content.symptom",
        "{\"kind\":\"incident\",\"symptom\":\"x\",\"attempts\":[{\"action\":\"a\"}]}"
            + "| content.attempts[0].effect: is missing",
        "{\"kind\":\"runbook\",\"markdown\":\"x\",\"steps\":[{}]}| a step needs a text or code",
        "{\"kind\":\"runbook\",\"markdown\":\"x\",\"detectionRules\":[{\"query\":\"q\"}]}"
            + "| content.detectionRules[0].language: is missing"
      })
  void whatIsWrongInAContentIsNamedToo(String content, String message) {
    assertThatThrownBy(() -> read("{'title':'T','content':" + content + "}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aStoresLineNeedsWhatAPersonsMayLeaveOut() {
    for (String field : new String[] {"createdAt", "scope", "id"}) {
      String line =
          MemoryJson.write(read("{'title':'T'," + NOTE + "}")).replace("\"" + field, "\"no");
      assertThatThrownBy(() -> MemoryJson.read(line))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(field + ": is missing");
    }
  }

  @Test
  void aPersonNeedsOnlyTitleAndContent() {
    Memory memory = read("{'title':'Pool'," + NOTE + "}");

    assertThat(memory.id()).isEqualTo(MemoryId.named("wiki", "Pool"));
    assertThat(memory.scope().tenant()).isEqualTo(new Tenant("acme"));
    assertThat(memory.provenance().source()).isEqualTo("wiki");
    assertThat(memory.times().createdAt()).isEqualTo(NOW);
  }

  @Test
  void aLineIsNamedByItsSourceAndKeySoThatItsTitleMayChange() {
    String provenance = ",'provenance':{'source':'git','key':'a.md'}," + NOTE + "}";

    assertThat(read("{'title':'One'" + provenance).id())
        .isEqualTo(read("{'title':'Two'" + provenance).id())
        .isEqualTo(MemoryId.named("git", "a.md"));
    assertThat(read("{'title':'T','provenance':{'key':'a.md'}," + NOTE + "}").id())
        .isEqualTo(MemoryId.named("wiki", "a.md"));
  }

  @Test
  void theTenantAndTheVersionAreNotThePersonsToSay() {
    Memory memory =
        read(
            "{'title':'T','version':9,'scope':{'tenant':'other','env':'Production'}," + NOTE + "}");

    assertThat(memory.scope().tenant()).isEqualTo(new Tenant("acme"));
    assertThat(memory.scope().env()).isEqualTo("prod");
    assertThat(memory.version()).isZero();
    assertThat(memory.unknownFields()).isEmpty();
  }
}
