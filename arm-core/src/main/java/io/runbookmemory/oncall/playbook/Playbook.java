package io.runbookmemory.oncall.playbook;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to do about an alert, as somebody wrote it down to be carried out. Whether it fits the tools
 * that there are, {@link PlaybookCatalog} knows. Immutable.
 */
public final class Playbook {

  /** How many actions one may have. */
  public static final int MOST_ACTIONS = 50;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * When a playbook is due.
   *
   * @param alert the name of the alert that it answers, not blank
   * @param conditions what must be so besides; all of them must hold
   */
  public record Trigger(String alert, List<PlaybookCondition> conditions) {

    /** Checks the rules and copies the list. */
    public Trigger {
      if (alert.isBlank()) {
        throw new IllegalArgumentException("a trigger's alert must not be blank");
      }
      conditions = List.copyOf(conditions);
    }
  }

  private final String name;
  private final String description;
  private final Trigger trigger;
  private final List<PlaybookAction> actions;
  private final Rollback rollback;
  private final List<EscalationLevel> escalation;

  private Playbook(Builder builder) {
    this.name = builder.name;
    this.description = builder.description;
    this.trigger = builder.trigger;
    this.actions = builder.actions;
    this.rollback = builder.rollback;
    this.escalation = builder.escalation;
  }

  /**
   * Starts a playbook.
   *
   * @param name 1 to 63 small letters, digits and dashes, no dash at either end
   * @param trigger when it is due
   * @param actions what to do, 1 to 50 in order, each with a name of its own
   * @return a builder
   */
  public static Builder builder(String name, Trigger trigger, List<PlaybookAction> actions) {
    return new Builder(name, trigger, actions);
  }

  /**
   * Returns its name.
   *
   * @return small letters, digits and dashes
   */
  public String name() {
    return name;
  }

  /**
   * Returns what it is for.
   *
   * @return empty if nobody said
   */
  public String description() {
    return description;
  }

  /**
   * Returns when it is due.
   *
   * @return the alert and the conditions
   */
  public Trigger trigger() {
    return trigger;
  }

  /**
   * Returns what to do.
   *
   * @return in order, at least one
   */
  public List<PlaybookAction> actions() {
    return actions;
  }

  /**
   * Returns how what it did is put back.
   *
   * @return {@link Rollback#NONE} unless it was set
   */
  public Rollback rollback() {
    return rollback;
  }

  /**
   * Returns whom to tell when it takes too long.
   *
   * @return by ascending delay; empty for nobody
   */
  public List<EscalationLevel> escalation() {
    return escalation;
  }

  /**
   * Returns whom to tell after some time.
   *
   * @param elapsed how long it has been going on
   * @return the last level whose delay has passed; empty before the first
   */
  public Optional<EscalationLevel> escalationAfter(Duration elapsed) {
    return escalation.stream()
        .filter(level -> level.after().compareTo(elapsed) <= 0)
        .reduce((earlier, later) -> later);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects the parts of a playbook. */
  public static final class Builder {

    private final String name;
    private final Trigger trigger;
    private final List<PlaybookAction> actions;
    private String description = "";
    private Rollback rollback = Rollback.NONE;
    private List<EscalationLevel> escalation = List.of();

    private Builder(String name, Trigger trigger, List<PlaybookAction> actions) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "a playbook's name must be 1 to 63 small letters, digits and dashes, got \""
                + name
                + "\"");
      }
      if (actions.isEmpty() || actions.size() > MOST_ACTIONS) {
        throw new IllegalArgumentException(
            "a playbook must have 1 to " + MOST_ACTIONS + " actions, got " + actions.size());
      }
      Set<String> names = new HashSet<>();
      for (PlaybookAction action : actions) {
        if (!names.add(action.name())) {
          throw new IllegalArgumentException(
              "an action's name must be its own, got two of \"" + action.name() + "\"");
        }
      }
      this.name = name;
      this.trigger = Objects.requireNonNull(trigger, "trigger");
      this.actions = List.copyOf(actions);
    }

    /**
     * Sets what it is for.
     *
     * @param words default: none
     * @return this
     */
    public Builder description(String words) {
      this.description = words.strip();
      return this;
    }

    /**
     * Sets how what it did is put back.
     *
     * @param newRollback default: not at all
     * @return this
     */
    public Builder rollback(Rollback newRollback) {
      this.rollback = Objects.requireNonNull(newRollback, "newRollback");
      return this;
    }

    /**
     * Sets whom to tell when it takes too long.
     *
     * @param levels each later than the one before
     * @return this
     */
    public Builder escalation(List<EscalationLevel> levels) {
      for (int i = 1; i < levels.size(); i++) {
        if (levels.get(i).after().compareTo(levels.get(i - 1).after()) <= 0) {
          throw new IllegalArgumentException(
              "an escalation level must be later than the one before, got "
                  + levels.get(i).after()
                  + " after "
                  + levels.get(i - 1).after());
        }
      }
      this.escalation = List.copyOf(levels);
      return this;
    }

    /**
     * Returns the playbook.
     *
     * @return with what was set
     */
    public Playbook build() {
      return new Playbook(this);
    }
  }
}
