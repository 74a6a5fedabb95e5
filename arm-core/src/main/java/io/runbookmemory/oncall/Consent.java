package io.runbookmemory.oncall;

import io.runbookmemory.guard.access.Role;
import io.runbookmemory.tool.ToolEffect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What carrying out a step does to the world, and whose word it takes.
 *
 * @param effect what it does at worst
 * @param because how that is known, in words for people
 * @param call the registered tool or playbook that the step names, or null
 * @param approver the least role of the second person who has to agree first; null where nobody has
 *     to
 */
public record Consent(
    ToolEffect effect, String because, @Nullable PlannedCall call, @Nullable Role approver) {

  /**
   * Returns whether a second person has to agree first.
   *
   * @return true for what destroys, or of which it is not known that it does not
   */
  public boolean needsApproval() {
    return approver != null;
  }

  /**
   * Returns who has to agree, in words for people.
   *
   * @return such as {@code needs the word of a second person, ADMIN: kubectl drain … is not known
   *     to look only}; empty where nobody has to
   */
  public Optional<String> inWords() {
    return approver == null
        ? Optional.empty()
        : Optional.of("needs approval of a second person (" + approver + "): " + because);
  }
}
