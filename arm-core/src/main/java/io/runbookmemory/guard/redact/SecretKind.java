package io.runbookmemory.guard.redact;

/** What kind of secret was found; its name is the placeholder's: {@code [EMAIL_1]}. */
public enum SecretKind {
  /** An e-mail address. */
  EMAIL(false),
  /** A telephone number. */
  PHONE(false),
  /** An IPv4 or IPv6 address. */
  IP(false),
  /** The number of a payment card. */
  CARD(true),
  /** An international bank account number. */
  IBAN(false),
  /** A JSON Web Token. */
  JWT(true),
  /** A token of a header, or one with a prefix of its own and no kind of its own here. */
  TOKEN(true),
  /** An access key of AWS. */
  AWS_KEY(true),
  /** A key, client secret or access token of Google Cloud. */
  GCP_KEY(true),
  /** A client secret or account key of Azure. */
  AZURE_KEY(true),
  /** A token of GitHub. */
  GITHUB_TOKEN(true),
  /** A token of GitLab. */
  GITLAB_TOKEN(true),
  /** A token of Slack. */
  SLACK_TOKEN(true),
  /** The address of an incoming webhook of Slack. */
  SLACK_WEBHOOK(true),
  /** A key of Stripe. */
  STRIPE_KEY(true),
  /** A private key in PEM, OpenPGP or PuTTY form. */
  PRIVATE_KEY(true),
  /** A password in an address, or behind a user's name. */
  PASSWORD(true),
  /** The value of a field whose name says that it holds a secret. */
  SECRET(true),
  /** A name of the configured list. */
  NAME(false);

  private final boolean credential;

  SecretKind(boolean credential) {
    this.credential = credential;
  }

  /**
   * Returns whether who has it can do something with it; the others say who or where somebody is.
   *
   * @return false for e-mail addresses, telephone numbers, IP addresses, IBANs and names
   */
  public boolean isCredential() {
    return credential;
  }
}
