//! What draws decide: each purpose is a stream of its own.

/// What a draw decides. The numbers are part of the results: never reuse or change one. Retired: 36, 37, 39.
///
/// An institution's draws are keyed by 0 or by the number of the boat or flight among the day's; a person's by who they
/// are. The day is that of the event unless said otherwise; of a case in the return pipeline it is that of the person's
/// arrival, or the day after for a second question on the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u32)]
pub enum Purpose {
    /// Whether the sea can be crossed.
    Sea = 1,
    /// How good the sea is.
    SeaQuality = 2,
    /// The step of the drifting level of arrivals in northern France.
    ArrivalsLevel = 3,
    /// How many people arrive in northern France.
    ArrivalsCount = 4,
    /// How many boats can be launched.
    Boats = 5,
    /// The places in a boat.
    BoatLoad = 6,
    /// Whether patrols stop a boat.
    Patrol = 7,
    /// Whether a boat is rescued and brought back.
    RescueBack = 8,
    /// Whether a flight is cancelled.
    FlightCancelled = 9,
    /// Whether a political shock strikes France's cooperation.
    FrenchShock = 10,
    /// Whether France suspends the agreement.
    FrenchSuspension = 11,
    /// Whether France gives notice.
    FrenchNotice = 12,
    /// Whether France renews.
    FrenchRenewal = 13,
    /// Whether a challenge to the whole scheme is filed.
    SystemicChallenge = 14,
    /// How the stages of a challenge to the whole scheme end.
    SystemicOutcome = 15,
    /// Whether ministers decide to scale the exchange up or down, and by how much.
    ScaleUp = 70,
    /// A person's origin, age, sex, documents, links and signs of trafficking; whatever the day.
    Traits = 32,
    /// A person's resolve, risk aversion, trust, noise and steadfastness; whatever the day.
    Character = 33,
    /// What a person in northern France does today; four days share a draw.
    Choice = 34,
    /// An attempt to cross: a person's place among those who want to go, whether they die at sea, whether they stay to
    /// try again after a failure, and for how long they rest; a lot each.
    Crossing = 35,
    /// A person's intake: their place in the order of selection, and whether they claim asylum when they are not
    /// selected; a lot each.
    Intake = 38,
    /// Whether someone released or admitted claims asylum; the day is how often they were returned.
    AsylumClaim = 40,
    /// Days until the request to France; the day is that of detention.
    RequestDelay = 41,
    /// Days until France's reply; the day is that of the request.
    ReplyDelay = 42,
    /// Whether France refuses; the day is that of the request.
    Refusal = 43,
    /// Days until the decision that a claim is inadmissible.
    DecisionDelay = 44,
    /// How long a person is detained before they are released on bail; the day is that of detention.
    Bail = 45,
    /// Whether a person is referred as a possible victim of trafficking, and the days until a decision; the day is that of
    /// detention.
    Referral = 46,
    /// How a referral ends.
    ReferralOutcome = 47,
    /// Whether a person asks for a second look at a referral, and the days it takes.
    SecondLook = 48,
    /// Whether a person makes a human-rights claim, and the days it takes.
    HumanRightsClaim = 49,
    /// Whether a person asks for interim relief, and the days until the hearing.
    InterimRelief = 50,
    /// What a person does after a return, and when; the day is how often they were returned.
    AfterReturn = 51,
    /// Whether an applicant for the legal route passes the checks; whatever the day.
    LegalChecks = 52,
    /// How long vetting takes.
    LegalVetting = 53,
    /// Whether an applicant for the legal route gives up.
    LegalWithdrawal = 54,
    /// How a person's asylum claim and appeal end; whatever the day.
    AsylumDecision = 55,
    /// Whether an applicant without an identity document can prove identity otherwise; whatever the day.
    OtherProof = 56,
    /// Whether a ruling excludes a person from return; whatever the day.
    Exclusion = 57,
    /// How a second look at a referral ends.
    SecondLookOutcome = 58,
    /// How a hearing on interim relief ends.
    HearingOutcome = 59,
    /// Whether a human-rights claim is certified as clearly unfounded.
    HumanRightsCertificate = 60,
    /// Whether people die in a boat.
    DeadlyIncident = 61,
}
