/** Problems of deliveries to other catalogues; part of {@link problems} in problem.ts. */
export const deliveryProblems = {
  DELIVER_REFUSED: {
    stage: 'publish',
    retryable: false,
    remedy:
      'The target will not take this description as it is. Correct what its answer names, at the source or in the profile of the target; the next change is delivered by itself, targets retry does it at once.',
  },
  DELIVER_FAILED: {
    stage: 'publish',
    retryable: true,
    remedy:
      'The target fails over this description each time. Tell its operator, then deliver it again with targets retry.',
  },
  DELIVER_UNAVAILABLE: {
    stage: 'publish',
    retryable: true,
    remedy:
      'The target does not answer, or asks to wait. Deliveries go on by themselves; tell its operator if the lag grows.',
  },
  DELIVER_FORBIDDEN: {
    stage: 'publish',
    retryable: false,
    remedy:
      'The target does not let us in. Check url, apiKey and limits of the target in config/targets.yaml and start again, or use targets retry once the target is open.',
  },
  NOTIFY_FAILED: {
    stage: 'notify',
    retryable: true,
    remedy:
      'Check the channel in config/notifications.yaml, then send a trial with notifications test ID. What is untold comes with the next message.',
  },
} as const;
