package io.runbookmemory.guard.approval;

/** What a token is worth for a call. */
public sealed interface ApprovalCheck {

  /**
   * It stands for the call, and is used up now.
   *
   * @param approver who agreed
   * @param requestId to what
   */
  record Approved(String approver, String requestId) implements ApprovalCheck {}

  /**
   * It does not stand for the call.
   *
   * @param reason why not
   */
  record NotApproved(String reason) implements ApprovalCheck {}
}
