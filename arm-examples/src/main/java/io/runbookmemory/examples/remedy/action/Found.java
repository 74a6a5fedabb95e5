package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/** Makes of what the client does not find what the API server says of it. */
final class Found {

  private static final int NOT_FOUND = 404;

  private Found() {}

  static <T> T found(@Nullable T what, String kind, Target target) {
    if (what == null) {
      throw new KubernetesClientException("no " + kind + " " + target, NOT_FOUND, null);
    }
    return what;
  }
}
