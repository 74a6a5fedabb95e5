package io.runbookmemory.connectors.ticket;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A ticket system as tools. */
final class TicketTools {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final int LONGEST_NOTE = 30_000;

  private TicketTools() {}

  record Id(@Described("of the incident, as people write it: OPS-7, INC0010001, 42") String id) {}

  record NewNote(
      @Described("of the incident, as people write it") String id,
      @Described("what is added; 30,000 characters at most") String note) {

    NewNote {
      if (note.isBlank() || note.length() > LONGEST_NOTE) {
        throw new IllegalArgumentException("note must have 1 to 30000 characters");
      }
    }
  }

  record NewState(
      @Described("of the incident, as people write it") String id,
      @Described("the state's name, as people see it there") String state) {}

  record Updated(String id) {}

  static List<Tool> of(TicketSystem system) {
    return List.of(
        RecordTool.builder(
                "get_incident", "Reads an incident with its notes.", Id.class, Ticket.class)
            .effect(ToolEffect.READ_ONLY)
            .cost(CostTier.LOW)
            .timeout(TIMEOUT)
            .build((id, call) -> system.within(call.timeout()).read(id.id())),
        RecordTool.builder(
                "update_incident",
                "Adds a note to an incident; what was there stays.",
                NewNote.class,
                Updated.class)
            .effect(ToolEffect.REVERSIBLE)
            .cost(CostTier.LOW)
            .timeout(TIMEOUT)
            .build(
                (note, call) ->
                    updated(
                        note.id(), system.within(call.timeout()).comment(note.id(), note.note()))),
        RecordTool.builder(
                "transition_incident",
                "Brings an incident into another state.",
                NewState.class,
                Updated.class)
            .effect(ToolEffect.REVERSIBLE)
            .idempotent()
            .cost(CostTier.LOW)
            .timeout(TIMEOUT)
            .build(
                (state, call) ->
                    updated(
                        state.id(),
                        system.within(call.timeout()).transition(state.id(), state.state()))));
  }

  private static Optional<Updated> updated(String id, boolean found) {
    return found ? Optional.of(new Updated(id)) : Optional.empty();
  }
}
