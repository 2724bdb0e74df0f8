"""What the demo's retailer writes back under reviews: an opening, what it offers, and how it signs."""

from data_access.demo.words import pools

LINES = pools(
    """
## good
Thank you for taking the time to write this.
What a pleasure to read, thank you.
Thank you, we have passed this on to the colleagues who packed your order.
Many thanks for the kind words.
This made our morning. Thank you.
Thank you for telling others about us.

## mixed
Thank you for the honest review.
Thanks for writing, we read every review.
Thank you. We would have liked to do better than this.
Thank you for saying what went well and what did not.

## bad
We are sorry that this went wrong.
This is not how it should have been, and we apologise.
We are sorry to read this, and understand that you are annoyed.
Thank you for telling us, and please accept our apologies.
That should not have happened. We are sorry.

## offer after good
We hope to see you again soon.
Enjoy it, and let us know if anything is missing.
Your next order will be packed with the same care.

## offer after mixed
If you write to us with your order number, we will look into the rest.
We have passed your remarks on to the people who can change it.
Tell us what would have made it five stars, and we will see what we can do.

## offer after bad
Please write to us with your order number, and we will put it right.
Please send us your order number, so that a colleague can look into it today.
We have asked the team in charge what happened, and will write to you ourselves.
If you still have it, please send it back at our cost, and we will replace or refund it.

## signed
Mirte, customer service
Jonas from the Wendlecote team
Your Wendlecote team
Saoirse, customer service
Wendlecote
    """
)
