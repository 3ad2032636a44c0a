//! Reading a document: its names, and those of other articles that are found in it.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::coreference::full_names_by;
use super::entity::EntityId;
use super::form::longest_of;
use super::gazetteer::PlaceMention;
use super::mention::Mention;
use super::passing::LEAD_BYTES;
use super::projection::{Projection, log_odds, projections_into};
use super::record::Sighting;
use super::registry::EntityRegistry;
use super::spelled::{Spelled, Spellings};
use super::terms::{Hit, NOT_COUNTED};
use super::window::NameWindows;
use crate::article::Timestamp;
use crate::language::{LanguageTag, Script, dominant_script};

/// A text and what was found in it alone.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The text.
    pub text: &'a str,
    /// The names that a [`MentionFinder`](super::MentionFinder) found, in order.
    pub mentions: &'a [Mention],
    /// The places that a [`Gazetteer`](super::Gazetteer) found, in order.
    pub places: &'a [PlaceMention],
    /// Where else a name may stand.
    pub windows: &'a NameWindows,
    /// Its language.
    pub language: Option<LanguageTag>,
    /// Its time.
    pub time: Timestamp,
    /// Who published it.
    pub outlet: Option<&'a str>,
}

/// A name in a document and whose it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NamedMention {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// Who or what it names.
    pub entity: EntityId,
    /// It was found because other articles have the name, not by its looks.
    pub projected: bool,
}

/// Articles by which the share of a name in the news is smoothed.
const PRIOR_ARTICLES: f32 = 30.0;
/// Articles by which the share of one name's articles that have another is smoothed.
const COMPANION_ARTICLES: f32 = 3.0;
/// Entities of a document whose company is noted.
const MOST_COMPANY: usize = 12;
/// Log odds above which a spelling found by projection is looked for itself.
const SURE: f32 = 4.0;
/// Bytes of a text that tell its script.
const SCRIPT_BYTES: usize = 600;
/// Articles between two looks for entities out of the news.
const FORGET_EVERY: u32 = 1024;

impl EntityRegistry {
    /// The names of a document and whose they are: those that were found in it, and those that
    /// other articles have, in order of place and without overlaps.
    pub fn read(&mut self, document: &Document<'_>) -> Vec<NamedMention> {
        let mut spellings = Spellings::of(document.text, document.language);
        let parted = self.parted(document, &mut spellings);
        let document = &Document { mentions: &parted, ..*document };
        self.article = self.article.saturating_add(1);
        if self.article % FORGET_EVERY == 0 {
            self.forget(document.time);
        }
        let mut hits: Vec<Hit> = Vec::new();
        let script = script_of(document.text);
        let (text, windows, article) = (document.text, document.windows, self.article);
        let mut is_known =
            |mention: &&Mention| spellings.is_known(&mention.span, |name| self.exact_of(name));
        let known = document.mentions.iter().filter(|mention| is_known(mention));
        let known: Vec<Range<usize>> = known.map(|mention| mention.span.clone()).collect();
        self.terms.hits_into(text, script, windows, &known, article, &mut hits);
        let mut found = Vec::new();
        projections_into(&hits, |term| self.terms.bearers(term), |id| self.heir(id), &mut found);

        let mut company: Vec<EntityId> = Vec::new();
        let listed = self.listed_in(text, document.language);
        let mut mentions = self.count_listed(document, &listed, &mut company);
        let placed = self.count_places(document, &listed);
        for mention in &placed {
            note(&mut company, mention.entity);
        }
        let mut settled = listed;
        settled.extend(placed.iter().map(|mention| (mention.span.clone(), mention.entity)));
        mentions.extend(placed);
        mentions.extend(self.resolve_found(
            document,
            &mut spellings,
            &found,
            &settled,
            &mut company,
        ));
        let taken: Vec<Range<usize>> = mentions.iter().map(|m| m.span.clone()).collect();
        mentions.extend(self.project(document, &found, &taken, &[], &mut company));
        mentions.sort_by_key(|mention| mention.span.start);
        // A place and the longer word that begins with it, such as `EU-Kommission`: the place.
        mentions.dedup_by(|next, kept| next.span.start < kept.span.end);
        self.note_company(&company);
        mentions
    }

    /// The names in a document that was read before that are known only now: an article that came
    /// before the others, in a script without capitals.
    ///
    /// `known` are its mentions so far. `expected` says how likely entities are in it, from 0 to 1:
    /// the share of the story's articles that mention them. Weak evidence is enough for what is
    /// expected. As much work as reading it, less what is remembered of its words.
    pub fn read_again(
        &mut self,
        document: &Document<'_>,
        known: &[NamedMention],
        expected: &[(EntityId, f32)],
    ) -> Vec<NamedMention> {
        let (text, windows) = (document.text, document.windows);
        let mut hits: Vec<Hit> = Vec::new();
        self.terms.hits_into(text, script_of(text), windows, &[], NOT_COUNTED, &mut hits);
        let mut found = Vec::new();
        projections_into(&hits, |term| self.terms.bearers(term), |id| self.heir(id), &mut found);
        let taken: Vec<Range<usize>> = known.iter().map(|m| m.span.clone()).collect();
        let mut company: Vec<EntityId> = Vec::new();
        for mention in known {
            note(&mut company, mention.entity);
        }
        let mut mentions = self.project(document, &found, &taken, expected, &mut company);
        mentions.sort_by_key(|mention| mention.span.start);
        mentions
    }

    /// Counts the names of other articles that are believed to stand in a text.
    fn project(
        &mut self,
        document: &Document<'_>,
        found: &[Projection],
        taken: &[Range<usize>],
        expected: &[(EntityId, f32)],
        company: &mut Vec<EntityId>,
    ) -> Vec<NamedMention> {
        let projected = self.accept(document, found, taken, expected, company);
        let sighting = self.sighting(document);
        let mut mentions = Vec::with_capacity(projected.len());
        for (projection, odds) in projected {
            let span = projection.start as usize..projection.end as usize;
            let Some(form) = document.text.get(span.clone()) else { continue };
            if self.is_stopped(form) {
                continue;
            }
            let entity = EntityId(projection.entity);
            self.count(entity, form, None, &sighting);
            let alone = projection.nats - (document.windows.len().max(1) as f32).ln();
            if odds >= SURE && alone >= SURE {
                self.learn(entity, form, document.language);
            }
            mentions.push(NamedMention { span, entity, projected: true });
        }
        mentions
    }

    pub(super) fn sighting<'a>(&self, document: &Document<'a>) -> Sighting<'a> {
        Sighting {
            language: document.language,
            time: document.time,
            outlet: document.outlet,
            article: self.article,
        }
    }

    /// The mentions of names of a user's file, but for those inside a longer name that was found.
    fn count_listed(
        &mut self,
        document: &Document<'_>,
        listed: &[(Range<usize>, EntityId)],
        company: &mut Vec<EntityId>,
    ) -> Vec<NamedMention> {
        let sighting = self.sighting(document);
        let mut mentions = Vec::new();
        for (span, entity) in listed {
            let longer = |mention: &Mention| {
                let (start, end) = (mention.span.start, mention.span.end);
                start <= span.start && span.end <= end && end - start > span.len()
            };
            let Some(form) = document.text.get(span.clone()) else { continue };
            if document.mentions.iter().any(longer) || self.is_stopped(form) {
                continue;
            }
            self.count(*entity, form, None, &sighting);
            note(company, *entity);
            mentions.push(NamedMention { span: span.clone(), entity: *entity, projected: false });
        }
        mentions
    }

    /// Resolves the mentions that the finder found.
    fn resolve_found(
        &mut self,
        document: &Document<'_>,
        spellings: &mut Spellings<'_>,
        projections: &[Projection],
        listed: &[(Range<usize>, EntityId)],
        company: &mut Vec<EntityId>,
    ) -> Vec<NamedMention> {
        let (language, time) = (document.language, document.time);
        let numbers = document.mentions.iter().map(|mention| spellings.at(&mention.span));
        let numbers: Vec<usize> = numbers.collect();
        let names: Vec<&Spelled<'_>> =
            numbers.iter().filter_map(|number| spellings.get(*number)).collect();
        let forms: Vec<&str> = names.iter().map(|name| name.form).collect();
        let symbols = |place: usize, _: &str| {
            Cow::Borrowed(names.get(place).map_or("", |name| name.symbols()))
        };
        let longest = longest_of(&full_names_by(&forms, symbols));
        let mut ids: Vec<Option<EntityId>> = vec![None; names.len()];
        let sighting = self.sighting(document);
        let mut resolved = Vec::with_capacity(names.len());
        // Short names that were found to be those of the entity of a long one.
        let mut short: Vec<(usize, EntityId)> = Vec::new();
        for (place, mention) in document.mentions.iter().enumerate() {
            let (Some(&long), Some(&name)) = (longest.get(place), names.get(place)) else {
                continue;
            };
            let form = name.form;
            let exact = |place: usize, name: &Spelled<'_>| {
                let known = numbers.get(place).and_then(|number| spellings.known(*number));
                known.and_then(|id| self.root(id)).or_else(|| self.exact_of(name))
            };
            let mut first = long;
            if first != place {
                let own = exact(place, name);
                let number = numbers.get(place).copied().unwrap_or_default();
                let long_id = ids.get(long).copied().flatten();
                if self.stands_alone(own, long_id)
                    || !self.may_be_short(name, own, long_id, number, &mut short)
                {
                    first = place;
                }
            }
            let Some(&long_name) = names.get(first) else { continue };
            if is_listed(&mention.span, listed) || self.is_stopped(form) {
                continue;
            }
            let in_passing = mention.span.start >= LEAD_BYTES;
            let id = match ids.get(first).copied().flatten() {
                Some(id) => id,
                None => exact(first, long_name).unwrap_or_else(|| {
                    // The name taken apart, where it was compared in vain.
                    let compared = if in_passing {
                        Err(None)
                    } else {
                        self.compared(long_name, language, company).map_err(Some)
                    };
                    compared.unwrap_or_else(|prepared| {
                        let projected = document.mentions.get(first).and_then(|mention| {
                            let projected = self.projected(&mention.span, projections)?;
                            let is_no_place = self.is_no_place(projected, long_name.form, language);
                            (!is_no_place).then_some(projected)
                        });
                        projected.unwrap_or_else(|| match prepared {
                            Some(prepared) => self.found(long_name, prepared, time),
                            None => self.found_in_passing(long_name, time),
                        })
                    })
                }),
            };
            let was_in_passing = self.is_in_passing(id);
            self.count(id, form, mention.kind, &sighting);
            let id = if was_in_passing && !self.is_in_passing(id) {
                self.compare_late(id, long_name.form, language, company)
            } else {
                id
            };
            if let Some(slot) = ids.get_mut(first) {
                *slot = Some(id);
            }
            note(company, id);
            let span = mention.span.clone();
            resolved.push(NamedMention { span, entity: id, projected: false });
        }
        resolved
    }

    /// The entity whose name covers a mention, where one does.
    fn projected(&self, span: &Range<usize>, projections: &[Projection]) -> Option<EntityId> {
        let covers = |p: &&Projection| p.start as usize <= span.start && p.end as usize >= span.end;
        let odds = |p: &Projection| {
            let share = self.share(EntityId(p.entity));
            log_odds(p, 1, share, share)
        };
        let best = projections.iter().filter(covers).max_by(|one, other| {
            odds(one).total_cmp(&odds(other)).then(other.entity.cmp(&one.entity))
        })?;
        (odds(best) >= self.options.projection_odds).then_some(EntityId(best.entity))
    }

    /// The share of the articles that mention an entity, since it was met first.
    fn share(&self, id: EntityId) -> f32 {
        let Some(record) = self.records.get(&id.0) else { return 0.0 };
        let since = self.article.saturating_sub(record.first_article);
        self.articles_of(id) as f32 / (since as f32 + PRIOR_ARTICLES)
    }

    /// How likely an entity is in an article that mentions others.
    pub(super) fn likely(&self, id: EntityId, company: &[EntityId]) -> f32 {
        let Some(record) = self.records.get(&id.0) else { return 0.0 };
        let beside = |other: &EntityId| {
            let articles = self.records.get(&other.0).map_or(0, |other| other.articles);
            record.meetings(*other) as f32 / (articles as f32 + COMPANION_ARTICLES)
        };
        company.iter().map(beside).fold(self.share(id), f32::max)
    }

    /// The articles of each entity of a company, a few more than there are.
    fn company_weights(&self, company: &[EntityId]) -> FxHashMap<EntityId, f32> {
        let articles = |id: &EntityId| {
            let articles = self.records.get(&id.0).map_or(0, |other| other.articles);
            (*id, articles as f32 + COMPANION_ARTICLES)
        };
        company.iter().map(articles).collect()
    }

    /// The largest share of the articles of one of a company that mention an entity.
    fn beside(&self, id: EntityId, company: &FxHashMap<EntityId, f32>) -> f32 {
        let Some(record) = self.records.get(&id.0) else { return 0.0 };
        let share = |(other, meetings): &(EntityId, u32)| {
            company.get(other).map_or(0.0, |articles| *meetings as f32 / articles)
        };
        record.companions.iter().map(share).fold(0.0, f32::max)
    }

    /// The projections that are believed, without overlaps: first those that stand for themselves,
    /// then those that the company makes likely.
    fn accept(
        &self,
        document: &Document<'_>,
        projections: &[Projection],
        taken: &[Range<usize>],
        expected: &[(EntityId, f32)],
        company: &mut Vec<EntityId>,
    ) -> Vec<(Projection, f32)> {
        let clear = |p: &&Projection| {
            let (start, end) = (p.start as usize, p.end as usize);
            !taken.iter().any(|span| span.start < end && start < span.end)
        };
        let mut last: Option<(EntityId, f32)> = None;
        let mut free: Vec<Free> = projections
            .iter()
            .filter(clear)
            .map(|projection| {
                let id = EntityId(projection.entity);
                let told = expected.iter().find(|(known, _)| self.root(*known) == Some(id));
                // The stretches of one entity come one after the other.
                if last.is_none_or(|(known, _)| known != id) {
                    last = Some((id, self.share(id)));
                }
                let usual = last.map_or(0.0, |(_, share)| share);
                let likely = told.map_or(usual, |(_, share)| share.max(usual));
                Free { projection: *projection, usual, likely, is_name: None }
            })
            .collect();
        let windows = document.windows.len();
        let mut accepted: Vec<(Projection, f32)> = Vec::new();
        for _ in 0..ROUNDS {
            let before = company.len();
            accepted.clear();
            let weights = self.company_weights(company);
            let mut last: Option<(EntityId, f32)> = None;
            for free in &mut free {
                let id = EntityId(free.projection.entity);
                if last.is_none_or(|(known, _)| known != id) {
                    last = Some((id, self.beside(id, &weights)));
                }
                let likely = last.map_or(0.0, |(_, beside)| beside).max(free.likely);
                let odds = log_odds(&free.projection, windows, likely, free.usual);
                let is_name = || {
                    let span = free.projection.start as usize..free.projection.end as usize;
                    let form = document.text.get(span).unwrap_or_default();
                    !self.is_no_place(id, form, document.language)
                };
                let good = odds >= self.options.projection_odds;
                if good && *free.is_name.get_or_insert_with(is_name) {
                    accepted.push((free.projection, odds));
                }
            }
            accepted.sort_by(|(one, one_odds), (other, other_odds)| {
                other_odds
                    .total_cmp(one_odds)
                    .then(other.nats.total_cmp(&one.nats))
                    .then((one.start, one.entity).cmp(&(other.start, other.entity)))
            });
            let mut kept: Vec<(Projection, f32)> = Vec::new();
            for (projection, odds) in &accepted {
                let clear = |(other, _): &(Projection, f32)| {
                    other.end <= projection.start || projection.end <= other.start
                };
                if kept.iter().all(clear) {
                    kept.push((*projection, *odds));
                    note(company, EntityId(projection.entity));
                }
            }
            accepted = kept;
            if company.len() == before {
                break;
            }
        }
        accepted
    }

    /// Notes who was mentioned with whom.
    fn note_company(&mut self, company: &[EntityId]) {
        let company = company.get(..MOST_COMPANY).unwrap_or(company);
        for one in company {
            let Some(record) = self.records.get_mut(&one.0) else { continue };
            record.meet_all(company);
        }
    }
}

/// The script of a text, by its beginning.
fn script_of(text: &str) -> Option<Script> {
    let mut end = text.len().min(SCRIPT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    dominant_script(text.get(..end).unwrap_or_default())
}

/// Whether a mention touches a listed name that is not inside it.
fn is_listed(span: &Range<usize>, listed: &[(Range<usize>, EntityId)]) -> bool {
    listed.iter().any(|(name, _)| {
        let inside = span.start <= name.start && name.end <= span.end && span.len() > name.len();
        span.start < name.end && name.start < span.end && !inside
    })
}

/// A projection where no name was found, and what is known of its entity.
struct Free {
    projection: Projection,
    usual: f32,
    likely: f32,
    /// Whether it is no other place, once it was asked.
    is_name: Option<bool>,
}

/// Rounds in which the entities found make others likely.
const ROUNDS: usize = 3;

fn note(company: &mut Vec<EntityId>, id: EntityId) {
    if !company.contains(&id) {
        company.push(id);
    }
}
