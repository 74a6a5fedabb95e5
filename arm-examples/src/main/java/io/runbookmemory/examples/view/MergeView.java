package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.learn.merge.Belief;
import io.runbookmemory.learn.merge.Contradiction;
import io.runbookmemory.learn.merge.Duplicate;
import io.runbookmemory.learn.merge.Merged;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.json.MemoryJson;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Duplicates, contradictions, merges and revisions, for people and for programs. */
public final class MergeView {

  private final DataOutput output;

  public MergeView(DataOutput output) {
    this.output = output;
  }

  public int duplicates(Stream<Duplicate> found) {
    ArrayNode array = Output.array();
    long[] count = {0};
    found.forEach(
        pair -> {
          count[0]++;
          if (output.json()) {
            ObjectNode node = pair(array, pair.first(), pair.second());
            node.put("similarity", pair.similarity());
            ArrayNode evidence = node.putArray("evidence");
            pair.evidence().forEach(evidence::add);
          } else {
            lines(pair.first(), pair.second(), String.join(", ", pair.evidence()));
            output.line(
                "  merge  arm memory merge " + pair.first().id() + " " + pair.second().id());
          }
        });
    return finished(array, count[0], "no duplicates");
  }

  public int contradictions(Stream<Contradiction> found) {
    ArrayNode array = Output.array();
    long[] count = {0};
    found.forEach(
        pair -> {
          count[0]++;
          if (output.json()) {
            pair(array, pair.first(), pair.second()).put("why", pair.why());
          } else {
            lines(pair.first(), pair.second(), pair.why());
          }
        });
    return finished(array, count[0], "no contradictions");
  }

  private static ObjectNode pair(ArrayNode array, Memory first, Memory second) {
    ObjectNode node = array.addObject();
    node.put("first", first.id().toString()).put("firstTitle", first.title());
    return node.put("second", second.id().toString()).put("secondTitle", second.title());
  }

  private void lines(Memory first, Memory second, String why) {
    output.line(first.id() + "  " + first.title());
    output.line(second.id() + "  " + second.title());
    output.line("  why    " + why);
  }

  private int finished(ArrayNode array, long count, String none) {
    if (output.json()) {
      output.print(array);
    } else if (count == 0) {
      output.line(none);
    }
    return count == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  public int merged(Merged result) {
    return switch (result) {
      case Merged.Done done -> {
        if (output.json()) {
          ObjectNode node = Output.object().put("survivor", done.survivor().toString());
          node.put("version", done.version());
          ArrayNode others = node.putArray("others");
          done.others().forEach(id -> others.add(id.toString()));
          output.print(node);
        } else {
          output.line(
              String.format(Locale.ROOT, "%s, version %d", done.survivor(), done.version()));
          done.others().forEach(id -> output.line("  and " + id));
          output.line("to take a merge back: arm memory undo " + done.survivor());
        }
        yield ExitStatus.OK;
      }
      case Merged.Refused refused -> {
        output.complain("arm: " + refused.reason());
        yield ExitStatus.NEGATIVE;
      }
    };
  }

  public int belief(MemoryId id, Belief belief) {
    if (belief instanceof Belief.Held held) {
      if (output.json()) {
        output.print(json(held.revision()));
      } else {
        output.line(line(held.revision()) + (held.current() ? "  (as now)" : ""));
        output.line(held.revision().text());
      }
      return ExitStatus.OK;
    }
    output.complain(
        switch (belief) {
          case Belief.Held held -> "";
          case Belief.NotYet one -> "arm: memory " + id + " was first remembered at " + one.since();
          case Belief.Forgotten one -> "arm: memory " + id + " was forgotten at " + one.at();
          case Belief.Dropped one ->
              "arm: the oldest revision kept of memory " + id + " is of " + one.oldest();
          case Belief.Unknown one -> "arm: there is no memory " + id;
        });
    return ExitStatus.NEGATIVE;
  }

  public static JsonNode json(Memory revision) {
    return Output.parse(MemoryJson.write(revision));
  }

  public static String line(Memory revision) {
    return String.join(
        "  ",
        List.of(
            String.format(Locale.ROOT, "%3d", revision.version()),
            revision.times().updatedAt().toString(),
            String.format(Locale.ROOT, "%-10s", revision.status()),
            String.format(Locale.ROOT, "%4dx", revision.occurrences()),
            revision.title()));
  }
}
