//! What the model says of signals, for all that clusters may say: that is the last to be known, and dear.

use super::model::{
    LEAST_PROBABILITY, OF_CLUSTERS, SignalWeights, StoryModel, flag, log_odds,
    log_odds_of_clusters, logistic, shortness, veto,
};
use super::signals::Signals;

/// Signals that were weighed but for what clusters say, which is the last to be known.
pub(super) struct Weighing<'a> {
    model: &'a StoryModel,
    inputs: [f32; SignalWeights::COUNT],
    /// The log-odds that two stories are one by all inputs before those of clusters.
    story: f32,
    /// What multiplies the log-odds of clusters in these.
    factors: [f32; OF_CLUSTERS],
    /// What is taken from the log-odds.
    taken: [f32; 2],
}

impl Weighing<'_> {
    /// [`StoryModel::pair_probability`].
    pub(super) fn pair_probability(&self) -> f32 {
        let weighed = self.inputs.iter().zip(&self.model.pair.0);
        logistic(weighed.map(|(input, weight)| input * weight).sum())
    }

    /// [`StoryModel::story_evidence`], to the bit, with this mean probability of clusters.
    pub(super) fn story_evidence(&self, clusters: Option<f32>) -> f32 {
        let clusters = clusters.map_or(0.0, log_odds_of_clusters);
        let weights = self.model.story.0.iter().skip(SignalWeights::COUNT - OF_CLUSTERS);
        let weighed = weights.zip(self.factors);
        let story =
            weighed.fold(self.story, |sum, (weight, factor)| sum + clusters * factor * weight);
        self.taken.iter().fold(story, |sum, taken| sum - taken)
    }

    /// The most evidence that two stories can come to, whatever their clusters say.
    pub(super) fn highest_story_evidence(&self) -> f32 {
        self.story_evidence(Some(0.0)).max(self.story_evidence(Some(1.0)))
    }

    /// The mean probability of clusters below which there is no evidence that two stories are one;
    /// 0 where it does not matter.
    pub(super) fn least_clusters(&self) -> f32 {
        let with = |clusters| self.story_evidence(Some(clusters));
        // At one half its log-odds are 0: evidence is a line in log-odds through this point.
        let (middle, most) = (with(0.5), with(1.0));
        let slope = (most - middle) / log_odds(1.0 - LEAST_PROBABILITY);
        if slope <= 0.0 || with(0.0) >= 0.0 {
            return 0.0;
        }
        logistic(-middle / slope)
    }
}

impl StoryModel {
    /// Weighs signals of which it is not known yet what their clusters say.
    pub(super) fn weigh(&self, signals: &Signals) -> Weighing<'_> {
        let inputs = Signals { clusters: None, ..*signals }.inputs();
        let weighed = inputs.iter().zip(&self.story.0);
        let first = weighed.take(inputs.len().saturating_sub(OF_CLUSTERS));
        let story = first.map(|(input, weight)| input * weight).sum();
        let (short, dated) = (shortness(signals.features), flag(signals.dated));
        let taken = [self.merge, veto(signals)];
        Weighing { model: self, inputs, story, factors: [1.0, short, dated], taken }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_that_of_the_model_to_the_bit() {
        let model = StoryModel::default();
        for (features, dated, local) in [(80.0, true, Some(0.3)), (500.0, false, None)] {
            let signals = Signals {
                features,
                articles: 2.0,
                larger: 5.0,
                languages: 2.0,
                dated,
                hours: 1.0,
                middle_hours: 7.0,
                cross: 0.3,
                mean_cross: 0.2,
                local,
                places: Some(0.5),
                topics: None,
                numbers: Some(0.0),
                names: Some(0.7),
                lead: Some(0.1),
                clusters: None,
                dense: None,
            };
            let weighing = model.weigh(&signals);
            assert_eq!(weighing.pair_probability(), model.pair_probability(&signals));
            let with = |clusters| model.story_evidence(&Signals { clusters, ..signals });
            for clusters in [None, Some(0.0), Some(0.2), Some(0.5), Some(1.0)] {
                assert_eq!(weighing.story_evidence(clusters), with(clusters), "{clusters:?}");
            }
            // Evidence rises with what clusters say, through 0 where they say as little as it takes.
            let least = weighing.least_clusters();
            let enough = least == 0.0 || weighing.story_evidence(Some(least)).abs() < 1e-2;
            assert!(enough || !(0.001..0.999).contains(&least), "{least}");
        }
    }
}
