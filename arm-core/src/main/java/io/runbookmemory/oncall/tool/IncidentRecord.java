package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code memory_record_incident}. */
final class IncidentRecord {

  record Account(
      @Described("what happened, since when, what was tried, the fix, the root cause") String text,
      @Described("service it is about") @Nullable String service,
      @Described("environment: prod, staging, dev") @Nullable String env) {
    Account {
      if (text.isBlank()) {
        throw new IllegalArgumentException("text must not be blank");
      }
    }
  }

  record Answer(
      @Described("added, updated, seen_again, unchanged, ignored, rejected") String outcome,
      @Described("identity of the memory; absent if nothing was remembered") @Nullable String id,
      @Described("why it was not remembered, or how often it was seen") @Nullable String detail) {}

  private IncidentRecord() {}

  static Tool tool(BiFunction<String, Scope, Remembered> remember, Tenant tenant) {
    return RecordTool.builder(
            "memory_record_incident",
            "Remembers an incident told in words, secrets taken out; reports of the same incident"
                + " within a day become one memory. Greetings and all-clears are not remembered.",
            Account.class,
            Answer.class)
        .effect(ToolEffect.REVERSIBLE)
        .ofMemory()
        .cost(CostTier.LOW)
        .build(
            (account, invocation) -> {
              Scope scope = Scope.of(tenant).withService(account.service()).withEnv(account.env());
              return Optional.of(answer(remember.apply(account.text(), scope)));
            });
  }

  private static Answer answer(Remembered remembered) {
    String id = remembered.id().toString();
    return switch (remembered) {
      case Remembered.Added it -> new Answer("added", id, null);
      case Remembered.Updated it -> new Answer("updated", id, null);
      case Remembered.SeenAgain it ->
          new Answer("seen_again", id, "seen " + it.occurrences() + " times");
      case Remembered.Unchanged it -> new Answer("unchanged", id, null);
      case Remembered.Ignored it -> new Answer("ignored", null, it.reason());
      case Remembered.Forgotten it ->
          new Answer("ignored", null, "it was forgotten at " + it.at() + " and stays so");
      case Remembered.Rejected it -> new Answer("rejected", null, it.reason());
    };
  }
}
