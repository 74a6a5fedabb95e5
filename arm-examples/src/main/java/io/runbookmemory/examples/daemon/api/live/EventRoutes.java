package io.runbookmemory.examples.daemon.api.live;

import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.EventStream;
import java.util.List;

/** What changes, as it happens. */
public record EventRoutes(Backend backend) {

  /** Returns the operations. */
  public List<Operation> operations() {
    Changes changes = new Changes(backend);
    return List.of(
        new Operation(
            Route.get(
                    "/events",
                    "followEvents",
                    "Tell which incidents change, and how many drafts wait.",
                    "Events")
                .streamed(),
            backend,
            call -> new EventStream(changes)));
  }
}
