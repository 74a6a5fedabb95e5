package io.runbookmemory.examples.deploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.incident.LocalTimes;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.journal.deploy.Suspect;
import io.runbookmemory.journal.deploy.Suspects;
import io.runbookmemory.journal.deploy.WatchNote;
import java.util.List;
import java.util.Locale;

/** Deployments, for people and for programs. */
public final class DeployView {

  private final DataOutput output;

  DeployView(DataOutput output) {
    this.output = output;
  }

  void changes(List<Change> changes) {
    if (output.json()) {
      ArrayNode array = Output.array();
      changes.forEach(change -> put(array.addObject(), change));
      output.print(array);
      return;
    }
    changes.forEach(this::line);
    if (changes.isEmpty()) {
      output.line("nothing went out");
    }
  }

  private void line(Change change) {
    String near = change.hops() == 0 ? "" : ", " + change.hops() + " hops away";
    output.line(
        LocalTimes.minute(change.at())
            + "  "
            + change.memory().scope().service()
            + " "
            + change.deployment().version()
            + near);
    change.deployment().changes().forEach(one -> output.line("  change  " + one));
    change.deployment().watchFor().forEach(one -> output.line("  watch   " + one));
    if (!change.deployment().risk().isBlank()) {
      output.line("  risk    " + change.deployment().risk());
    }
  }

  void suspects(Suspects suspects) {
    if (output.json()) {
      output.print(json(suspects));
      return;
    }
    for (Suspect suspect : suspects.ranked()) {
      output.line(
          String.format(
              Locale.ROOT,
              "%3.0f %%  %s %s, %s",
              100 * suspect.probability(),
              suspect.change().memory().scope().service(),
              suspect.change().deployment().version(),
              LocalTimes.minute(suspect.change().at())));
      suspect.evidence().forEach(one -> output.line("       " + one));
    }
    output.line(String.format(Locale.ROOT, "%3.0f %%  none of these", 100 * suspects.otherwise()));
    output.line(suspects.basis());
  }

  void notes(List<WatchNote> notes) {
    if (output.json()) {
      ArrayNode array = Output.array();
      for (WatchNote note : notes) {
        ObjectNode one = array.addObject().put("note", note.note());
        put(one.put("until", note.until().toString()), note.change());
      }
      output.print(array);
      return;
    }
    for (WatchNote note : notes) {
      output.line(note.note());
      output.line(
          "  "
              + note.change().memory().scope().service()
              + " "
              + note.change().deployment().version()
              + " of "
              + LocalTimes.minute(note.change().at())
              + ", until "
              + LocalTimes.minute(note.until()));
    }
    if (notes.isEmpty()) {
      output.line("nobody asked to watch that");
    }
  }

  public static ObjectNode json(Suspects suspects) {
    ObjectNode node = Output.object();
    ArrayNode ranked = node.putArray("ranked");
    for (Suspect suspect : suspects.ranked()) {
      ObjectNode one = ranked.addObject().put("probability", suspect.probability());
      put(one, suspect.change());
      ArrayNode evidence = one.putArray("evidence");
      suspect.evidence().forEach(evidence::add);
    }
    return node.put("otherwise", suspects.otherwise()).put("basis", suspects.basis());
  }

  public static ObjectNode json(Change change) {
    ObjectNode node = Output.object();
    put(node, change);
    return node;
  }

  private static void put(ObjectNode node, Change change) {
    node.put("id", change.memory().id().toString());
    node.put("service", change.memory().scope().service());
    node.put("env", change.memory().scope().env());
    node.put("version", change.deployment().version());
    node.put("at", change.at().toString()).put("hops", change.hops());
    node.put("risk", change.deployment().risk());
    ArrayNode changes = node.putArray("changes");
    change.deployment().changes().forEach(changes::add);
    ArrayNode watch = node.putArray("watchFor");
    change.deployment().watchFor().forEach(watch::add);
  }
}
