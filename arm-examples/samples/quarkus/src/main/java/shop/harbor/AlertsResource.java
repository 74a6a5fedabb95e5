package shop.harbor;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextForm;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alertmanager's webhook in, plans out. */
@Path("/alerts")
public class AlertsResource {

  /** Alertmanager's message; what else is in it is passed over. */
  public record Message(List<Reported> alerts) {}

  /** One of its alerts. */
  public record Reported(
      String status,
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt) {

    boolean fires() {
      return !"resolved".equals(status);
    }

    Alert alert() {
      if (labels == null || startsAt == null) {
        throw new BadRequestException("an alert must have labels and startsAt");
      }
      return new Alert(labels, annotations == null ? Map.of() : annotations, startsAt);
    }
  }

  /** What to do about an alert. */
  public record Planned(String alert, String plan) {}

  private final RunbookMemory memory;

  AlertsResource(RunbookMemory memory) {
    this.memory = memory;
  }

  @POST
  public List<Planned> plans(Message message) {
    if (message == null || message.alerts() == null) {
      throw new BadRequestException("a message must have alerts");
    }
    return message.alerts().stream()
        .filter(Reported::fires)
        .map(Reported::alert)
        .map(this::plan)
        .toList();
  }

  private Planned plan(Alert alert) {
    Situation situation = Situation.builder(alert, Instant.now()).build();
    return new Planned(
        alert.name().orElse(""), PlanText.render(memory.plan(situation), ContextForm.PLAIN));
  }
}
