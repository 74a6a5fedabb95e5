package io.runbookmemory.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.AnsweredCall;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.tool.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a tool is about: what its scope says, and where that says nothing, what its
 * arguments of the same names say.
 */
record CalledPlace(Place place) {

  static CalledPlace of(AnsweredCall call) {
    Scope scope = call.request().scope();
    JsonNode said = arguments(call.arguments());
    return new CalledPlace(
        new Place(
            either(scope.service(), said, "service"),
            either(scope.env(), said, "env"),
            either(scope.cluster(), said, "cluster"),
            either(scope.namespace(), said, "namespace")));
  }

  private static JsonNode arguments(String shown) {
    try {
      return JsonText.read(shown);
    } catch (InvalidInputException e) {
      // The guard cuts what is too long, and quotes what is no JSON.
      return JsonText.object();
    }
  }

  private static @Nullable String either(@Nullable String known, JsonNode said, String field) {
    return known == null ? said.path(field).textValue() : known;
  }

  /** Returns whether an incident there is one that the call may be made in. */
  boolean fits(Place there) {
    return agree(place.env(), there.env())
        && agree(place.cluster(), there.cluster())
        && isOfService(there);
  }

  private boolean isOfService(Place there) {
    String service = place.service();
    String namespace = place.namespace();
    if (service != null) {
      return service.equals(there.service()) && agree(namespace, there.namespace());
    }
    // A service often has its namespace's name; where neither is known nothing speaks against it.
    return namespace == null
        || namespace.equals(there.namespace() == null ? there.service() : there.namespace());
  }

  private static boolean agree(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other);
  }
}
