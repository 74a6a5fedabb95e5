package io.runbookmemory.tool.record;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tool made of two records and a method: the schemas are those of the records, so that contract
 * and code cannot drift apart. A component is required unless it is {@code @Nullable}; it may be a
 * text, number, boolean, enum, {@link java.time.Instant}, {@link Duration}, {@link java.net.URI},
 * another record, or a list or map of these. What the input's constructor refuses with an {@link
 * IllegalArgumentException} is a refusal of the arguments. Thread-safe if the method is.
 *
 * @param <I> the arguments
 * @param <O> the output
 */
public final class RecordTool<I extends Record, O extends Record> implements Tool {

  /**
   * What a tool does.
   *
   * @param <I> the arguments
   * @param <O> the output
   */
  @FunctionalInterface
  public interface Action<I extends Record, O extends Record> {

    /**
     * Does it.
     *
     * @param input the arguments
     * @param invocation by whom it was asked, and until when there must be an answer
     * @return the output; empty if there is nothing to be found
     * @throws ArmException if it could not be done; {@link UnavailableException} if it may later
     */
    Optional<O> run(I input, ToolInvocation invocation);
  }

  private final ToolContract contract;
  private final RecordShape input;
  private final RecordShape output;
  private final Class<I> inputType;
  private final Action<I, O> action;

  private RecordTool(Builder<I, O> builder, Action<I, O> action) {
    this.input = RecordShape.of(builder.input);
    this.output = RecordShape.of(builder.output);
    this.inputType = builder.input;
    this.contract =
        builder
            .contract
            .inputSchema(input.toJsonSchema())
            .outputSchema(output.toJsonSchema())
            .build();
    this.action = action;
  }

  /**
   * Starts a tool.
   *
   * @param name what it is called by: 1 to 64 letters, digits, {@code _} or {@code -}
   * @param description what it gives, and when to use it
   * @param input the record of its arguments
   * @param output the record of its output
   * @return a builder, of a tool that is destructive
   * @param <I> the arguments
   * @param <O> the output
   */
  public static <I extends Record, O extends Record> Builder<I, O> builder(
      String name, String description, Class<I> input, Class<O> output) {
    return new Builder<>(ToolContract.builder(name, description), input, output);
  }

  @Override
  public ToolContract contract() {
    return contract;
  }

  @Override
  public ToolResult run(ToolInvocation invocation) {
    I arguments;
    try {
      arguments = inputType.cast(input.read(JsonText.readObject(invocation.arguments()), ""));
    } catch (InvalidInputException e) {
      return new ToolResult.Refused(
          "the arguments do not fit the tool", List.of(new Violation(e.subject(), e.rule())));
    }
    try {
      return action
          .run(arguments, invocation)
          .<ToolResult>map(found -> new ToolResult.Succeeded(JsonText.write(output.write(found))))
          .orElseGet(() -> new ToolResult.NoData("the tool found nothing"));
    } catch (ArmException e) {
      return new ToolResult.Failed(
          Objects.requireNonNullElse(e.getMessage(), e.subject()),
          e instanceof UnavailableException);
    }
  }

  /**
   * Collects what a tool is.
   *
   * @param <I> the arguments
   * @param <O> the output
   */
  public static final class Builder<I extends Record, O extends Record> {

    private final ToolContract.Builder contract;
    private final Class<I> input;
    private final Class<O> output;

    private Builder(ToolContract.Builder contract, Class<I> input, Class<O> output) {
      this.contract = contract;
      this.input = input;
      this.output = output;
    }

    /**
     * Sets what the tool does to the world.
     *
     * @param effect default: destructive
     * @return this
     */
    public Builder<I, O> effect(ToolEffect effect) {
      contract.effect(effect);
      return this;
    }

    /**
     * Says that a second call with the same arguments changes nothing more.
     *
     * @return this
     */
    public Builder<I, O> idempotent() {
      contract.idempotent();
      return this;
    }

    /**
     * Says that the tool is about the team's own memory and not about the world outside it.
     *
     * @return this
     */
    public Builder<I, O> ofMemory() {
      contract.ofMemory();
      return this;
    }

    /**
     * Sets what a call costs somebody.
     *
     * @param cost default: medium
     * @return this
     */
    public Builder<I, O> cost(CostTier cost) {
      contract.cost(cost);
      return this;
    }

    /**
     * Sets how long a call may take.
     *
     * @param timeout more than nothing, an hour at most; default: half a minute
     * @return this
     */
    public Builder<I, O> timeout(Duration timeout) {
      contract.timeout(timeout);
      return this;
    }

    /**
     * Returns the tool.
     *
     * @param action what it does
     * @return with what was set
     * @throws IllegalArgumentException if a record has a component that no JSON stands for
     */
    public RecordTool<I, O> build(Action<I, O> action) {
      return new RecordTool<>(this, action);
    }
  }
}
