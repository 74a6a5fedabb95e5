package shop.harbor;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextForm;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The doors: memories in, alerts in and plans out. */
@RestController
class AlertsController {

  /** Alertmanager's message; what else is in it is passed over. */
  record Message(List<Reported> alerts) {}

  /** One of its alerts. */
  record Reported(
      String status,
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt) {

    boolean fires() {
      return !"resolved".equals(status);
    }

    Alert alert() {
      if (labels == null || startsAt == null) {
        throw new ResponseStatusException(
            HttpStatus.BAD_REQUEST, "an alert must have labels and startsAt");
      }
      return new Alert(labels, annotations == null ? Map.of() : annotations, startsAt);
    }
  }

  /** What to do about an alert. */
  record Planned(String alert, String plan) {}

  private final RunbookMemory memory;

  AlertsController(RunbookMemory memory) {
    this.memory = memory;
  }

  @PostMapping("/memories")
  String remember(@RequestBody String words) {
    return memory.remember(words).getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  @PostMapping("/alerts")
  List<Planned> plans(@RequestBody Message message) {
    List<Reported> reported = message.alerts() == null ? List.of() : message.alerts();
    return reported.stream().filter(Reported::fires).map(Reported::alert).map(this::plan).toList();
  }

  private Planned plan(Alert alert) {
    Situation situation = Situation.builder(alert, Instant.now()).build();
    return new Planned(
        alert.name().orElse(""), PlanText.render(memory.plan(situation), ContextForm.PLAIN));
  }
}
