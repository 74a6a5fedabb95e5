package io.runbookmemory.testkit.replay;

import io.runbookmemory.testkit.replay.file.FoundIncident;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The run of a {@link ReplayTest} for one file. */
record ReplayInvocation(FoundIncident found)
    implements TestTemplateInvocationContext, BeforeEachCallback {

  @Override
  public String getDisplayName(int number) {
    return found.title();
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  /** Fails here where the file is wrong, whatever the test takes. */
  @Override
  public void beforeEach(ExtensionContext context) {
    ReplayExtension.replays(context, List.of(found.incident()));
  }
}
