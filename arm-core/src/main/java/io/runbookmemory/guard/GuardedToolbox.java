package io.runbookmemory.guard;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.access.Roles;
import io.runbookmemory.guard.approval.ApprovalRequest;
import io.runbookmemory.guard.approval.Approvals;
import io.runbookmemory.guard.approval.ProcessTokenUses;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolResult;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the tools. Each call is checked, in this order: is there such a tool, may the
 * caller call it there, not too often, do the arguments fit, and did a second person agree where it
 * destroys. It is written down before it runs, and does not run if that fails; afterwards it is
 * written down how it ended. What comes back is redacted, cut to a length that can be read, and
 * fits its contract. Nothing here throws because of what a caller sent or a tool did. Thread-safe.
 */
public final class GuardedToolbox {

  private final Map<String, Tool> tools;
  private final Checks checks;
  private final Execution execution;
  private final Journal journal;
  private final Redaction redaction;
  private final @Nullable MemoryId incident;

  private GuardedToolbox(Builder builder) {
    this.tools = Map.copyOf(builder.tools);
    this.checks =
        new Checks(
            builder.roles,
            builder.policy,
            builder.approvals(),
            new CallRates(builder.rates),
            builder.clock);
    this.redaction = new Redaction(builder.redactor, builder.questions);
    this.execution =
        new Execution(redaction, builder.clock, builder.longestOutput, builder.threads);
    this.journal = new Journal(builder.audit, builder.listener, builder.acts, builder.clock);
    this.incident = null;
  }

  private GuardedToolbox(GuardedToolbox other, MemoryId incident) {
    this.tools = other.tools;
    this.checks = other.checks;
    this.execution = other.execution;
    this.journal = other.journal;
    this.redaction = other.redaction;
    this.incident = incident;
  }

  /**
   * Returns this toolbox as it is used in an incident: every call that names none is made in this
   * one, so that its result is written down there by {@link Builder#acts}. Limits and approvals are
   * shared.
   *
   * @param id names the incident
   * @return of the same tools
   */
  public GuardedToolbox within(MemoryId id) {
    return new GuardedToolbox(this, Objects.requireNonNull(id, "id"));
  }

  /**
   * Starts a toolbox.
   *
   * @param audit where calls are written down
   * @param roles tells what callers are
   * @param redactor takes secrets out of what is written down and what comes back, and out of what
   *     is given to tools that change something
   * @param clock tells the time
   * @return a builder
   */
  public static Builder builder(
      AuditLog audit, Roles roles, Redactor redactor, InstantSource clock) {
    return new Builder(audit, roles, redactor, clock);
  }

  /**
   * Returns the tools that somebody may call somewhere, destructive ones with another's word.
   *
   * @param caller who asks
   * @param scope where
   * @return in the order of their names; empty for somebody who may do nothing there
   */
  public List<ToolContract> contracts(Caller caller, Scope scope) {
    return tools.values().stream()
        .map(Tool::contract)
        .filter(contract -> checks.admits(caller, scope, contract))
        .sorted(java.util.Comparator.comparing(ToolContract::name))
        .toList();
  }

  /**
   * Makes a call, or says why not.
   *
   * @param request what is to be called, by whom
   * @return what became of it
   */
  public ToolResult call(ToolRequest request) {
    long begin = System.nanoTime();
    GuardedCall call = new GuardedCall(request.within(incident), redaction);
    Tool tool = tools.get(request.tool());
    ToolContract contract = tool == null ? null : tool.contract();
    Decision decision = checks.decide(call, contract);
    ToolResult result =
        switch (decision) {
          case Decision.Stop stop -> journal.stopped(call, stop);
          case Decision.Go go ->
              journal.around(call, go, () -> execution.run(Objects.requireNonNull(tool), call));
        };
    return journal.ended(call, contract, result, begin);
  }

  /**
   * Shows what somebody is asked to agree to.
   *
   * @param requestId as the caller was given it
   * @return the request
   * @throws InvalidInputException if it was not made here, or is over
   */
  public ApprovalRequest approvalRequest(String requestId) {
    return checks.approvals().read(requestId);
  }

  /**
   * Agrees to a call.
   *
   * @param requestId as the caller was given it
   * @param approver who agrees: another person than the caller, with the role that the policy asks
   * @param scope of the call
   * @return the token to make the call with, once
   * @throws InvalidInputException if the request was not made here, is over or of another scope, or
   *     the approver may not agree to it
   */
  public String approve(String requestId, Caller approver, Scope scope) {
    ApprovalRequest request = approvalRequest(requestId);
    Role role = deciding(request, approver, scope);
    String token = checks.approvals().approve(requestId, approver.id());
    journal.granted(request, approver, role);
    return token;
  }

  /**
   * Declines a call: it is not made by this request, whoever else agrees.
   *
   * @param requestId as the caller was given it
   * @param decliner who declines: whoever may agree to it
   * @param scope of the call
   * @param words why, possibly empty
   * @throws InvalidInputException if the request was not made here, is over or of another scope,
   *     was declined or used before, or the decliner may not agree to it
   */
  public void decline(String requestId, Caller decliner, Scope scope, String words) {
    ApprovalRequest request = approvalRequest(requestId);
    Role role = deciding(request, decliner, scope);
    checks.approvals().decline(requestId, decliner.id());
    journal.declined(request, decliner, role, redaction.clean(words));
  }

  private Role deciding(ApprovalRequest request, Caller person, Scope scope) {
    Role least = checks.policy().approver();
    if (!request.scope().equals(GuardedCall.text(scope))) {
      throw new InvalidInputException("approval", "the request is for " + request.scope());
    }
    return checks
        .roleOf(person, scope)
        .filter(one -> one.includes(least))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "approval", person.id() + " must be " + least + " in " + request.scope()));
  }

  /**
   * Writes down what a call that broke the glass was about.
   *
   * @param callId which call, as the listener was told it
   * @param caller who explains
   * @param scope of the call
   * @param words what was done, and why it could not wait
   */
  public void annotate(String callId, Caller caller, Scope scope, String words) {
    String role = checks.roleOf(caller, scope).map(Role::name).orElse(null);
    journal.annotated(callId, caller, role, GuardedCall.text(scope), redaction.clean(words));
  }

  /** Collects what a toolbox is made of. */
  public static final class Builder {

    private static final int LONGEST_OUTPUT = 100_000;

    private final AuditLog audit;
    private final Roles roles;
    private final Redactor redactor;
    private final InstantSource clock;
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private AccessPolicy policy = AccessPolicy.builder().build();
    private RateLimits rates = RateLimits.DEFAULT;
    private GuardListener listener = GuardListener.NONE;
    private ActSink acts = ActSink.NONE;
    private Redactor questions;
    private @Nullable Approvals approvals;
    private int longestOutput = LONGEST_OUTPUT;
    private Executor threads = Thread.ofVirtual().name("arm-tool-", 0)::start;

    private Builder(AuditLog audit, Roles roles, Redactor redactor, InstantSource clock) {
      this.audit = Objects.requireNonNull(audit, "audit");
      this.roles = Objects.requireNonNull(roles, "roles");
      this.redactor = Objects.requireNonNull(redactor, "redactor");
      this.clock = Objects.requireNonNull(clock, "clock");
      this.questions = redactor;
    }

    /**
     * Adds tools.
     *
     * @param more each name once
     * @return this
     */
    public Builder tools(Collection<? extends Tool> more) {
      for (Tool tool : more) {
        if (tools.putIfAbsent(tool.contract().name(), tool) != null) {
          throw new IllegalArgumentException(
              "a tool's name must be its own, got two of "
                  + tool.contract().name()
                  + ": name one by its system, tool.named(\"servicenow\")");
        }
      }
      return this;
    }

    /**
     * Sets who may do what.
     *
     * @param newPolicy default: as {@link AccessPolicy} says
     * @return this
     */
    public Builder policy(AccessPolicy newPolicy) {
      this.policy = Objects.requireNonNull(newPolicy, "newPolicy");
      return this;
    }

    /**
     * Sets how often callers may call.
     *
     * @param newRates default: {@link RateLimits#DEFAULT}
     * @return this
     */
    public Builder rates(RateLimits newRates) {
      this.rates = Objects.requireNonNull(newRates, "newRates");
      return this;
    }

    /**
     * Sets how a second person's word is taken. Daemons that take each other's share a key and the
     * list of used tokens.
     *
     * @param newApprovals default: signed with a key of this process
     * @return this
     */
    public Builder approvals(Approvals newApprovals) {
      this.approvals = Objects.requireNonNull(newApprovals, "newApprovals");
      return this;
    }

    private Approvals approvals() {
      return approvals == null
          ? new Approvals(SigningKey.random(), new ProcessTokenUses(clock), clock)
          : approvals;
    }

    /**
     * Sets what takes secrets out of the arguments of tools that only look. Who searches logs for
     * an address must be able to name it; a password is no question.
     *
     * @param newQuestions default: the same as for everything else
     * @return this
     */
    public Builder questions(Redactor newQuestions) {
      this.questions = Objects.requireNonNull(newQuestions, "newQuestions");
      return this;
    }

    /**
     * Sets who is told what happens.
     *
     * @param newListener default: nobody
     * @return this
     */
    public Builder listener(GuardListener newListener) {
      this.listener = Objects.requireNonNull(newListener, "newListener");
      return this;
    }

    /**
     * Sets where it is written down for people what the tools were called for. The box of {@code
     * RunbookMemory.journal().toolbox(…)} writes it into the journal of the incident that is open.
     *
     * @param newActs default: {@link ActSink#NONE}, nowhere but in the audit log
     * @return this
     */
    public Builder acts(ActSink newActs) {
      this.acts = Objects.requireNonNull(newActs, "newActs");
      return this;
    }

    /**
     * Sets how long an output may be; longer ones are cut, with a note.
     *
     * @param characters of JSON, about; at least 1,000, default 100,000
     * @return this
     */
    public Builder longestOutput(int characters) {
      if (characters < 1_000) {
        throw new IllegalArgumentException(
            "the longest output must be at least 1000 characters, got " + characters);
      }
      this.longestOutput = characters;
      return this;
    }

    /**
     * Sets how tools come by their threads, such as with the context of a trace carried over.
     *
     * @param wrapping is given the executor that runs each tool on a virtual thread of its own, and
     *     returns one that hands its tasks to that
     * @return this
     */
    public Builder threads(UnaryOperator<Executor> wrapping) {
      this.threads = Objects.requireNonNull(wrapping.apply(threads), "wrapping");
      return this;
    }

    /**
     * Returns the toolbox.
     *
     * @return with what was set
     */
    public GuardedToolbox build() {
      return new GuardedToolbox(this);
    }
  }
}
