package io.runbookmemory.guard.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Requests and the tokens that answer them. Both carry all that they are about, signed, so that who
 * agrees may sit at another daemon than who asked, and nothing has to be stored but which tokens
 * were used. A token stands for one call of one caller: tool, arguments and scope. Thread-safe.
 */
public final class Approvals {

  private static final String REQUEST = "armreq1";
  private static final String TOKEN = "armok1";

  private final SigningKey key;
  private final TokenUses uses;
  private final InstantSource clock;
  private final Duration validity;
  private final Duration skew;

  /**
   * Creates approvals that count for a quarter of an hour, by clocks that may be half a minute off.
   *
   * @param key what they are signed with
   * @param uses which tokens were used
   * @param clock tells the time
   */
  public Approvals(SigningKey key, TokenUses uses, InstantSource clock) {
    this(key, uses, clock, Duration.ofMinutes(15), Duration.ofSeconds(30));
  }

  /**
   * Creates approvals.
   *
   * @param key what they are signed with
   * @param uses which tokens were used
   * @param clock tells the time
   * @param validity how long after the request they count, more than nothing
   * @param skew how much the clocks of daemons may differ, not negative
   */
  public Approvals(
      SigningKey key, TokenUses uses, InstantSource clock, Duration validity, Duration skew) {
    if (!validity.isPositive() || skew.isNegative()) {
      throw new IllegalArgumentException(
          "validity must be more than 0 and skew not negative, got " + validity + " and " + skew);
    }
    this.key = key;
    this.uses = uses;
    this.clock = clock;
    this.validity = validity;
    this.skew = skew;
  }

  /**
   * Asks for an approval.
   *
   * @param callDigest SHA-256 of the call
   * @param requester who wants to make it
   * @param tool which tool
   * @param scope where
   * @param summary the call in words, redacted
   * @return the request, whose id is to be handed to who may agree
   */
  public ApprovalRequest request(
      String callDigest, String requester, String tool, String scope, String summary) {
    Instant asked = clock.instant();
    ObjectNode payload =
        JsonText.object()
            .put("nonce", UUID.randomUUID().toString())
            .put("call", callDigest)
            .put("requester", requester)
            .put("tool", tool)
            .put("scope", scope)
            .put("summary", summary)
            .put("asked", asked.toString())
            .put("expires", asked.plus(validity).toString());
    return read(Sealed.seal(key, REQUEST, JsonText.write(payload)), payload);
  }

  /**
   * Reads a request, for who may agree to see what it is about.
   *
   * @param requestId as it was handed out
   * @return the request
   * @throws InvalidInputException if it was not made with this key, or is over
   */
  public ApprovalRequest read(String requestId) {
    ApprovalRequest request =
        Sealed.open(key, REQUEST, requestId)
            .map(payload -> read(requestId, JsonText.readObject(payload)))
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "approval", "is no request that was made here: it was altered or cut"));
    overdue(request.asked(), request.expires())
        .ifPresent(
            reason -> {
              throw new InvalidInputException("approval", "the request " + reason);
            });
    return request;
  }

  private static ApprovalRequest read(String id, ObjectNode payload) {
    return new ApprovalRequest(
        id,
        payload.path("call").asText(),
        payload.path("requester").asText(),
        payload.path("tool").asText(),
        payload.path("scope").asText(),
        payload.path("summary").asText(),
        Instant.parse(payload.path("asked").asText()),
        Instant.parse(payload.path("expires").asText()));
  }

  /**
   * Agrees to a request. That the approver may is for the caller to have checked.
   *
   * @param requestId as it was handed out
   * @param approver who agrees, another person than who asked
   * @return the token, to be sent with the call
   * @throws InvalidInputException if the request was not made with this key, is over, or is the
   *     approver's own
   */
  public String approve(String requestId, String approver) {
    ApprovalRequest request = ofAnother(requestId, approver);
    ObjectNode payload =
        JsonText.object()
            .put("nonce", UUID.randomUUID().toString())
            .put("call", request.callDigest())
            .put("requester", request.requester())
            .put("approver", approver)
            .put("request", requestId)
            .put("asked", request.asked().toString())
            .put("expires", request.expires().toString());
    return Sealed.seal(key, TOKEN, JsonText.write(payload));
  }

  /**
   * Declines a request: whoever agrees to it too, now or before, no call is made with that. That
   * the decliner may is for the caller to have checked.
   *
   * @param requestId as it was handed out
   * @param decliner who declines, another person than who asked
   * @throws InvalidInputException if the request was not made with this key, is over, is the
   *     decliner's own, or was declined or used before
   */
  public void decline(String requestId, String decliner) {
    ApprovalRequest request = ofAnother(requestId, decliner);
    if (!uses.use(requestId, request.expires())) {
      throw new InvalidInputException("approval", "the call was made, or declined, before");
    }
  }

  private ApprovalRequest ofAnother(String requestId, String person) {
    ApprovalRequest request = read(requestId);
    if (request.requester().equals(person)) {
      throw new InvalidInputException(
          "approval", "must come from a second person: " + person + " asked for it");
    }
    return request;
  }

  /**
   * Takes a token for a call, once.
   *
   * @param token as it was handed out
   * @param callDigest SHA-256 of the call that is to be made
   * @param caller who makes it
   * @return whether it stands for the call
   */
  public ApprovalCheck take(String token, String callDigest, String caller) {
    Optional<String> opened = Sealed.open(key, TOKEN, token);
    if (opened.isEmpty()) {
      return new ApprovalCheck.NotApproved("the approval was not given here, or was altered");
    }
    ObjectNode payload = JsonText.readObject(opened.get());
    Instant expires = Instant.parse(payload.path("expires").asText());
    Optional<String> overdue = overdue(Instant.parse(payload.path("asked").asText()), expires);
    if (overdue.isPresent()) {
      return new ApprovalCheck.NotApproved("the approval " + overdue.get());
    }
    String approver = payload.path("approver").asText();
    if (!payload.path("requester").asText().equals(caller) || approver.equals(caller)) {
      return new ApprovalCheck.NotApproved("the approval was given to somebody else");
    }
    if (!payload.path("call").asText().equals(callDigest)) {
      return new ApprovalCheck.NotApproved(
          "the approval is for another call: tool, arguments and scope must be those agreed to");
    }
    // One request, one call: its tokens are used up together, however many people agreed.
    String requestId = payload.path("request").asText();
    return uses.use(requestId, expires)
        ? new ApprovalCheck.Approved(approver, requestId)
        : new ApprovalCheck.NotApproved("the approval was used before, or the call declined");
  }

  private Optional<String> overdue(Instant asked, Instant expires) {
    Instant now = clock.instant();
    if (now.isAfter(expires.plus(skew))) {
      return Optional.of("ended at " + expires);
    }
    return now.isBefore(asked.minus(skew))
        ? Optional.of("is of the future, " + asked + ": set the clocks of the daemons right")
        : Optional.empty();
  }
}
