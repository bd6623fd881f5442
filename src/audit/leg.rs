//! Legs: the events of Session Logger with which something comes to the remote disk, or leaves it. A file that passes
//! through has one of each.

use crate::model::{Endpoint, FlowKey, RowId, System};
use crate::query::view::View;

/// Which way a leg goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// To the remote disk, from here.
    In(Endpoint),
    /// From the remote disk, to here.
    Out(Endpoint),
}

impl Leg {
    fn of_flow(flow: &FlowKey) -> Option<Leg> {
        match (flow.system, flow.from, flow.to) {
            (System::SessionLogger, from, Endpoint::RemoteDisk) => Some(Leg::In(from)),
            (System::SessionLogger, Endpoint::RemoteDisk, to) => Some(Leg::Out(to)),
            _ => None,
        }
    }
}

/// Tells which events are legs.
pub struct Legs<'a> {
    view: View<'a>,
    /// By one more than the number of the flow.
    of_flows: Vec<Option<Leg>>,
}

impl<'a> Legs<'a> {
    /// Those of everything that was read.
    pub fn of(view: &View<'a>) -> Legs<'a> {
        let flows = view.classification.flows().iter().map(Leg::of_flow);
        Legs { view: *view, of_flows: std::iter::once(None).chain(flows).collect() }
    }

    /// The leg that an event is, if it is one.
    pub fn of_row(&self, row: RowId) -> Option<Leg> {
        self.of_flows[self.view.classification.moves().get(row) as usize]
    }

    /// Every event that is a leg, by row.
    pub fn all(&self) -> Vec<(RowId, Leg)> {
        let mut legs = Vec::new();
        self.view.classification.moves().for_each(|row, flow| {
            if let Some(leg) = self.of_flows[flow as usize].filter(|_| self.view.store.is_event(row)) {
                legs.push((row, leg));
            }
        });
        legs
    }
}
