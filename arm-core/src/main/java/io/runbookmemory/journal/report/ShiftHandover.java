package io.runbookmemory.journal.report;

import io.runbookmemory.journal.IncidentState;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.List;

/**
 * What the next shift has to know.
 *
 * @param from where the shift began
 * @param to where it ends
 * @param open incidents that are not over, each with what happened last
 * @param ended those that ended in the shift
 * @param pages how often somebody was woken or called
 * @param watch what the authors of deployments asked to keep an eye on
 * @param pageTarget whether the shift held the target of pages
 */
public record ShiftHandover(
    Instant from,
    Instant to,
    List<OpenIncident> open,
    List<IncidentLine> ended,
    int pages,
    List<String> watch,
    PageTarget pageTarget) {

  private static final RecordJson<ShiftHandover> JSON = RecordJson.of(ShiftHandover.class);

  /**
   * An incident that is handed over.
   *
   * @param incident in a line
   * @param last what happened last, the newest first
   * @param todo what is to be done
   */
  public record OpenIncident(IncidentLine incident, List<String> last, List<String> todo) {}

  /**
   * Returns it as JSON.
   *
   * @return one object
   */
  public String toJson() {
    return JSON.write(this);
  }

  /**
   * Returns it as a message of a few lines.
   *
   * @return plain text
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append("Hand-over, ").append(from).append(" to ").append(to).append('\n');
    text.append(open.isEmpty() ? "Nothing is open.\n" : "Open:\n");
    for (OpenIncident one : open) {
      text.append("  ").append(words(one.incident())).append('\n');
      one.last().forEach(line -> text.append("      ").append(line).append('\n'));
      one.todo().forEach(line -> text.append("      to do: ").append(line).append('\n'));
    }
    if (!ended.isEmpty()) {
      text.append("Ended:\n");
      ended.forEach(one -> text.append("  ").append(words(one)).append('\n'));
    }
    if (!watch.isEmpty()) {
      text.append("To watch:\n");
      watch.forEach(one -> text.append("  ").append(one).append('\n'));
    }
    return text.append("Pages: ")
        .append(pages)
        .append(", ")
        .append(pageTarget.words())
        .append('\n')
        .toString();
  }

  private static String words(IncidentLine one) {
    String service = one.service() == null ? "" : " (" + one.service() + ")";
    String end = one.state() == IncidentState.ABANDONED ? ", nobody said until when" : "";
    return one.title() + service + ", since " + one.openedAt() + end;
  }
}
