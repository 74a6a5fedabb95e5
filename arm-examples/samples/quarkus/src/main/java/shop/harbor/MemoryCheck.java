package shop.harbor;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.store.Filter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the memory can be read, at {@code /q/health/ready}. */
@Readiness
@ApplicationScoped
public class MemoryCheck implements HealthCheck {

  private final RunbookMemory memory;

  MemoryCheck(RunbookMemory memory) {
    this.memory = memory;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("memory")
          .withData("memories", memory.memories().count(Filter.everything()))
          .up()
          .build();
    } catch (ArmException e) {
      return HealthCheckResponse.named("memory").withData("why", e.getMessage()).down().build();
    }
  }
}
