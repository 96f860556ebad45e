package dev.slipway.ecr;

/**
 * One call of AWS, with the words for the case that it fails.
 *
 * @param action     what is called
 * @param doing      what we are doing with it, without a full stop: «Cannot create the ECR repository 'fleet/agent' (…)»
 * @param resource   the ARN that an IAM policy has to name, or {@code *}
 * @param afterwards a sentence on the state that a failure leaves, or an empty text
 */
record AwsCall(AwsAction action, String doing, String resource, String afterwards) {

    AwsCall(AwsAction action, String doing, String resource) {
        this(action, doing, resource, "");
    }

    /** The remedy as a whole sentence, followed by what the failure leaves behind. */
    String remedy(String sentence) {
        return afterwards.isEmpty() ? sentence + "." : sentence + ". " + afterwards + ".";
    }
}
