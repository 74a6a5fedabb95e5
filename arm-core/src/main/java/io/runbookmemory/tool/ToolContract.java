package io.runbookmemory.tool;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a tool takes, gives and does to the world: all that an agent, a guard or a person needs to
 * know before calling it. Immutable.
 */
public final class ToolContract {

  /** What OpenAI, Anthropic and the Model Context Protocol all take as a name. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  private final String name;
  private final String description;
  private final JsonSchema inputSchema;
  private final JsonSchema outputSchema;
  private final ToolEffect effect;
  private final boolean idempotent;
  private final boolean ofMemory;
  private final CostTier cost;
  private final Duration timeout;

  private ToolContract(Builder builder) {
    this.name = builder.name;
    this.description = builder.description;
    this.inputSchema = builder.inputSchema;
    this.outputSchema = builder.outputSchema;
    this.effect = builder.effect;
    this.idempotent = builder.idempotent || builder.effect == ToolEffect.READ_ONLY;
    this.ofMemory = builder.ofMemory;
    this.cost = builder.cost;
    this.timeout = builder.timeout;
  }

  /**
   * Starts a contract.
   *
   * @param name what it is called by: 1 to 64 letters, digits, {@code _} or {@code -}
   * @param description for whoever must choose among tools: what it gives, and when to use it
   * @return a builder, of a tool that takes and gives any object and is destructive
   */
  public static Builder builder(String name, String description) {
    return new Builder(name, description);
  }

  /** Returns the same contract of one system among several. */
  ToolContract named(String system) {
    if (system.isEmpty()) {
      throw new IllegalArgumentException("a system's name must not be empty: " + name);
    }
    Builder named =
        builder(name + "_" + system, description + " In " + system + ".")
            .inputSchema(inputSchema)
            .outputSchema(outputSchema)
            .effect(effect)
            .cost(cost)
            .timeout(timeout);
    named = idempotent ? named.idempotent() : named;
    return (ofMemory ? named.ofMemory() : named).build();
  }

  /**
   * Returns what the tool is called by.
   *
   * @return 1 to 64 letters, digits, {@code _} or {@code -}
   */
  public String name() {
    return name;
  }

  /**
   * Returns what the tool gives, and when to use it.
   *
   * @return one or more sentences
   */
  public String description() {
    return description;
  }

  /**
   * Returns what the arguments must fit.
   *
   * @return the schema of an object
   */
  public JsonSchema inputSchema() {
    return inputSchema;
  }

  /**
   * Returns what the output fits.
   *
   * @return the schema of an object
   */
  public JsonSchema outputSchema() {
    return outputSchema;
  }

  /**
   * Returns what the tool does to the world.
   *
   * @return destructive where nobody said
   */
  public ToolEffect effect() {
    return effect;
  }

  /**
   * Returns whether a second call with the same arguments changes nothing more.
   *
   * @return true for every tool that only reads; else false where nobody said
   */
  public boolean idempotent() {
    return idempotent;
  }

  /**
   * Returns whether the tool is about the team's own memory and not about the world outside it.
   *
   * @return false where nobody said
   */
  public boolean ofMemory() {
    return ofMemory;
  }

  /**
   * Returns what a call costs somebody.
   *
   * @return medium where nobody said
   */
  public CostTier cost() {
    return cost;
  }

  /**
   * Returns how long a call may take.
   *
   * @return half a minute where nobody said
   */
  public Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    return name + " (" + effect + ")";
  }

  /** Collects the parts of a contract. */
  public static final class Builder {

    private final String name;
    private final String description;
    private JsonSchema inputSchema = JsonSchema.ANY_OBJECT;
    private JsonSchema outputSchema = JsonSchema.ANY_OBJECT;
    private ToolEffect effect = ToolEffect.DESTRUCTIVE;
    private boolean idempotent;
    private boolean ofMemory;
    private CostTier cost = CostTier.MEDIUM;
    private Duration timeout = DEFAULT_TIMEOUT;

    private Builder(String name, String description) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "a tool's name must be 1 to 64 letters, digits, '_' or '-', got \"" + name + "\"");
      }
      if (description.isBlank()) {
        throw new IllegalArgumentException("a tool's description must not be blank: " + name);
      }
      this.name = name;
      this.description = description.strip();
    }

    /**
     * Sets what the arguments must fit.
     *
     * @param schema of an object
     * @return this
     */
    public Builder inputSchema(JsonSchema schema) {
      this.inputSchema = Objects.requireNonNull(schema, "schema");
      return this;
    }

    /**
     * Sets what the output fits.
     *
     * @param schema of an object
     * @return this
     */
    public Builder outputSchema(JsonSchema schema) {
      this.outputSchema = Objects.requireNonNull(schema, "schema");
      return this;
    }

    /**
     * Sets what the tool does to the world.
     *
     * @param newEffect default: destructive
     * @return this
     */
    public Builder effect(ToolEffect newEffect) {
      this.effect = Objects.requireNonNull(newEffect, "newEffect");
      return this;
    }

    /**
     * Says that a second call with the same arguments changes nothing more.
     *
     * @return this
     */
    public Builder idempotent() {
      this.idempotent = true;
      return this;
    }

    /**
     * Says that the tool is about the team's own memory: who looks something up there has not yet
     * done anything about an incident.
     *
     * @return this
     */
    public Builder ofMemory() {
      this.ofMemory = true;
      return this;
    }

    /**
     * Sets what a call costs somebody.
     *
     * @param newCost default: medium
     * @return this
     */
    public Builder cost(CostTier newCost) {
      this.cost = Objects.requireNonNull(newCost, "newCost");
      return this;
    }

    /**
     * Sets how long a call may take.
     *
     * @param newTimeout more than nothing, an hour at most; default: half a minute
     * @return this
     */
    public Builder timeout(Duration newTimeout) {
      if (!newTimeout.isPositive() || newTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
        throw new IllegalArgumentException(
            "a tool's timeout must be more than 0 and at most an hour, got " + newTimeout);
      }
      this.timeout = newTimeout;
      return this;
    }

    /**
     * Returns the contract.
     *
     * @return with what was set
     */
    public ToolContract build() {
      return new ToolContract(this);
    }
  }
}
