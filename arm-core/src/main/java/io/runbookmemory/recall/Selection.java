package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is recalled of what was judged: the relevant, no more of one series than the policy lets
 * through, and as many as were asked for. What is left out says why.
 *
 * @param copies how many of one series
 * @param topK how many in all
 */
record Selection(int copies, int topK) {

  List<Recollection> of(List<Recollection> judged) {
    Map<String, Integer> series = new HashMap<>();
    List<Recollection> marked = new ArrayList<>();
    int taken = 0;
    for (Recollection one : judged) {
      if (one.strength() == Strength.TRIAGE) {
        marked.add(one.leaveOut(LeftOut.IRRELEVANT));
      } else if (taken == topK) {
        marked.add(one.leaveOut(LeftOut.BEYOND_TOP_K));
      } else if (series.merge(series(one.memory()), 1, Integer::sum) > copies) {
        marked.add(one.leaveOut(LeftOut.COPY));
      } else {
        marked.add(one);
        taken++;
      }
    }
    return marked;
  }

  /**
   * Returns what incidents that are one and the same again have in common: the fingerprint, else
   * the alert and its service, else the words of the title without its numbers (dates, counts). The
   * resource facts of one subject are a series, and what was said in a session; what else is no
   * incident is one of its own.
   */
  private static String series(Memory memory) {
    return switch (memory.content()) {
      case Incident incident ->
          incident
              .fingerprint()
              .or(() -> incident.alertName().map(name -> name + " " + memory.scope().service()))
              .orElseGet(() -> words(memory));
      case Interaction said -> "said in " + memory.scope().session();
      case Content other -> memory.id().toString();
    };
  }

  private static String words(Memory memory) {
    String words =
        OperationsTokenizer.tokens(memory.title()).stream()
            .filter(token -> token.chars().noneMatch(Character::isDigit))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? memory.id().toString() : memory.scope().service() + " " + words;
  }
}
