package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.learn.HowKnown;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.recall.Situation;

/** Where the outcomes of remedies go. */
@FunctionalInterface
public interface Lessons {

  /** Outcomes go nowhere. */
  Lessons NONE = lesson -> {};

  /** Takes one in; it may be told twice. */
  void learn(Lesson lesson);

  /** Returns those of a memory, where what recommended a remedy gains or loses by it. */
  static Lessons of(RunbookMemory arm, Tenant tenant) {
    return lesson -> {
      Lesson.Place place = lesson.place();
      boolean node = place.namespace().isEmpty();
      Scope scope =
          new Scope(
              tenant,
              place.cluster(),
              node ? null : place.namespace(),
              node ? null : place.name(),
              null,
              null);
      Situation situation = Situation.builder(lesson.words(), lesson.at()).scope(scope).build();
      MemoryId source = lesson.memory() == null ? null : MemoryId.parse(lesson.memory());
      arm.learn(
          situation,
          arm.recall(situation),
          Outcome.builder(lesson.effect(), lesson.at())
              .tried(source, lesson.words(), lesson.effect())
              .known(new HowKnown.Told(lesson.caller()))
              .key("remedy/" + lesson.call())
              .build());
    };
  }
}
