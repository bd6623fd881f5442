//! The case: the files that were dropped, the workers that read them, and how far they are.

mod again;
mod bundle;
mod progress;

pub use progress::{Phase, Progress};

use super::client::{Client, spawn};
use super::protocol::{FromIngest, OPENED_HERE_BYTES, Parcel, ToIngest, WHOLE_FILE_BYTES, pack, unpack};
use again::{Reader, TextReader};
use bundle::{Bundle, Opened, Queued};
use leptos::prelude::*;
use sessionscope::engine::Scope;
use sessionscope::engine::requests::{CaseStatus, Status};
use std::cell::{Cell, RefCell};
use std::collections::hash_map::{Entry, HashMap};
use std::collections::{HashSet, VecDeque};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, Date, Uint8Array};
use web_sys::{File, MessageChannel, MessageEvent, Worker};

/// Most workers that read and hash.
const MAX_HANDS: u32 = 8;
/// From how many processors on files are hashed while they are read. Fewer are busy with reading and with the engine,
/// and hashing would take three tenths of what is read in a time: what is seen comes first.
const HASHING_PROCESSORS: u32 = 4;

/// Of how many files the sizes are asked when they are given: of many thousands that would take seconds.
const MEASURED_AT_ONCE: usize = 64;
/// Of how many they are asked before the next bundle is made, where files turn out to be large.
const MEASURED_AHEAD: usize = 8;

/// Once a part of the room of this size is taken, it can be told how much all files will take.
const LEAST_SHARE: u64 = 16;

/// How soon it is asked again whether there is something, while there is nothing.
const POLL_AT_FIRST: Duration = Duration::from_millis(50);
/// How often the views are filled anew while files are read.
const POLL_EVERY: Duration = Duration::from_millis(400);
/// How long they wait at most: it is also when it is seen that there is no more room.
const POLL_AT_LEAST_EVERY: Duration = Duration::from_secs(4);

/// A file with the path that it has in the summary.
pub type NamedFile = (String, File);

/// A worker that reads and hashes.
struct Hand {
    worker: Worker,
    /// Bundles that it has not answered yet.
    bundles: Cell<u32>,
}

impl Hand {
    fn is_idle(&self) -> bool {
        self.bundles.get() == 0
    }
}

/// The files and the workers that read them.
pub struct Case {
    /// The engine worker.
    pub client: Rc<Client>,
    hands: Vec<Hand>,
    files: RefCell<HashMap<String, File>>,
    to_read: RefCell<VecDeque<Queued>>,
    to_hash: RefCell<VecDeque<Queued>>,
    originals: RefCell<HashMap<u32, Reader>>,
    /// Finds original texts again and interprets terminal sessions; started when the first one is opened.
    interpreter: RefCell<Option<Worker>>,
    texts: RefCell<HashMap<u32, TextReader>>,
    next_ticket: Cell<u32>,
    /// Paths of files that were not begun because of a cancel, and of those that were not hashed: given again,
    /// they are. A file that was begun is not read again, for what was read of it is kept.
    unread: RefCell<HashSet<String>>,
    unhashed: RefCell<HashSet<String>>,
    /// Grows with each cancel: what began before is given up.
    cancels: Cell<u32>,
    /// Bundles that are being opened: files of them may come back to be read.
    opening: Cell<u32>,
    /// Bundles that are being read.
    reading: Cell<u32>,
    /// Memory in bytes that events may take.
    room: u64,
    /// Files up to this size in bytes are hashed while they are read, larger ones when all have been read.
    hashed_bytes: f64,
    scope: Memo<Scope>,
    is_polling: Cell<bool>,
    /// What the engine says of everything that was read so far.
    pub status: RwSignal<Status>,
    /// How far the case is.
    pub phase: RwSignal<Phase>,
    /// Whether all has been read, and only hashes are waited for.
    pub is_hashing: RwSignal<bool>,
    /// How much has been read.
    pub progress: RwSignal<Progress>,
    /// Files that the browser could not read, or not again to hash them.
    pub unreadable: RwSignal<Vec<String>>,
    /// Whether reading ended because there is no room for more.
    pub is_full: RwSignal<bool>,
}

impl Case {
    /// Starts the workers for so many processors; events may take `room` bytes of memory. The status is asked
    /// about `scope`.
    pub fn start(processors: u32, room: u64, scope: Memo<Scope>) -> Rc<Case> {
        let hand = |_| Hand { worker: spawn("ingest"), bundles: Cell::default() };
        let case = Rc::new(Case {
            client: Client::start(),
            hands: (0..processors.clamp(1, MAX_HANDS)).map(hand).collect(),
            files: RefCell::default(),
            to_read: RefCell::default(),
            to_hash: RefCell::default(),
            originals: RefCell::default(),
            interpreter: RefCell::default(),
            texts: RefCell::default(),
            next_ticket: Cell::default(),
            unread: RefCell::default(),
            unhashed: RefCell::default(),
            cancels: Cell::default(),
            opening: Cell::default(),
            reading: Cell::default(),
            room,
            hashed_bytes: if processors < HASHING_PROCESSORS { OPENED_HERE_BYTES } else { WHOLE_FILE_BYTES },
            scope,
            is_polling: Cell::default(),
            status: RwSignal::default(),
            phase: RwSignal::default(),
            is_hashing: RwSignal::default(),
            progress: RwSignal::default(),
            unreadable: RwSignal::default(),
            is_full: RwSignal::default(),
        });
        for hand in &case.hands {
            case.connect(&hand.worker);
        }
        case
    }

    fn connect(self: &Rc<Case>, worker: &Worker) {
        if let Ok(channel) = MessageChannel::new() {
            self.client.connect(&channel.port1());
            let Parcel { message, transfer } = pack(&ToIngest::Connect);
            message.push(&channel.port2());
            transfer.push(&channel.port2());
            let _ = worker.post_message_with_transfer(&message, &transfer);
        }
        let case = Rc::clone(self);
        let own = worker.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((message, beside)) = unpack::<FromIngest>(&event.data()) {
                case.hear(&own, message, &beside);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
    }

    /// Takes in files; those whose path is known already are left aside (R3), unless they were given up.
    pub fn add(self: &Rc<Case>, files: Vec<NamedFile>) {
        let (mut new, mut added, mut is_more) = (Vec::new(), 0, false);
        if self.phase.get_untracked() != Phase::Reading {
            self.progress.update(|progress| {
                progress.began_ms = Date::now() - 1.0;
                (progress.to_hash, progress.hashed) = (0, 0);
            });
        }
        for (path, file) in files {
            let is_unread = self.unread.borrow_mut().remove(&path);
            let is_unhashed = self.unhashed.borrow_mut().remove(&path);
            match self.files.borrow_mut().entry(path.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(file.clone());
                    added += 1;
                }
                Entry::Occupied(mut entry) if is_unread || is_unhashed => {
                    entry.insert(file.clone());
                }
                Entry::Occupied(_) => continue,
            }
            is_more = true;
            let queued = Queued::new(path, file);
            if is_unhashed && !is_unread {
                self.hash_later(queued);
            } else {
                new.push(queued);
            }
        }
        if !is_more {
            return;
        }
        self.is_full.set(false);
        self.progress.update(|progress| progress.add(added));
        self.is_hashing.set(false);
        self.enter(Phase::Reading);
        for queued in new.iter_mut().take(MEASURED_AT_ONCE) {
            self.measure(queued);
        }
        self.to_read.borrow_mut().extend(new);
        self.go_on();
        self.poll();
    }

    /// Finds out how large a file is, where that is not known yet.
    fn measure(&self, queued: &mut Queued) {
        let Some(bytes) = queued.measure() else { return };
        self.progress.update(|progress| progress.know(1, bytes));
        if queued.is_above(self.hashed_bytes) {
            self.hash_later(queued.clone());
        }
    }

    fn hash_later(&self, queued: Queued) {
        self.progress.update(|progress| progress.to_hash += 1);
        self.to_hash.borrow_mut().push_back(queued);
    }

    fn enter(&self, phase: Phase) {
        self.phase.set(phase);
    }

    /// How much memory in bytes all files need, by what those took that were read so far, and how much there
    /// is; once that can be told, and only where it is too much.
    pub fn too_much(&self) -> Option<(u64, u64)> {
        let Progress { bytes, bytes_read, .. } = self.progress.get();
        let memory = self.status.with(|status| status.memory_bytes);
        let needed = (memory as f64 * bytes / bytes_read) as u64;
        (memory > self.room / LEAST_SHARE && needed > self.room).then_some((needed, self.room))
    }

    /// Asks for the status, and again after a while for as long as files are read.
    fn poll(self: &Rc<Case>) {
        if self.is_polling.replace(true) {
            return;
        }
        let case = Rc::clone(self);
        let asked = Date::now();
        self.ask_status(move || {
            if case.status.with_untracked(|status| status.memory_bytes) > case.room
                && case.phase.get_untracked() == Phase::Reading
                && !case.is_all_read()
            {
                case.is_full.set(true);
                case.cancel();
            }
            // The more there is, the longer answers take, to this question and to those of the views that follow
            // it: reading keeps most of the engine's time.
            let took = Date::now() - asked;
            let is_empty = case.status.with_untracked(|status| status.tally.records == 0);
            let least = if is_empty { POLL_AT_FIRST } else { POLL_EVERY };
            let pause = Duration::from_millis((took * 6.0) as u64).clamp(least, POLL_AT_LEAST_EVERY);
            let again = move || {
                case.is_polling.set(false);
                if case.phase.get_untracked() == Phase::Reading {
                    case.poll();
                }
            };
            set_timeout(again, pause);
        });
    }

    /// Asks for the status of the scope that is in force.
    pub fn ask_status(&self, then: impl FnOnce() + 'static) {
        let status = self.status;
        self.client.ask(self.scope.get_untracked(), CaseStatus, move |response| {
            if let Ok(latest) = response {
                status.set(latest);
            }
            then();
        });
    }

    /// Takes in text that was pasted.
    pub fn add_text(self: &Rc<Case>, text: &str) {
        let number = (1..).find(|number| !self.files.borrow().contains_key(&pasted_path(*number)));
        let path = pasted_path(number.unwrap_or_default());
        let parts = Array::of1(&text.into());
        if let Ok(file) = File::new_with_str_sequence(&parts, &path) {
            self.add(vec![(path, file)]);
        }
    }

    /// Makes the sample case and takes it in.
    pub fn add_sample(&self) {
        self.post(&self.hands[0].worker, &ToIngest::Sample, &Array::new());
    }

    /// Stops reading; what was read is kept.
    pub fn cancel(&self) {
        if self.phase.get_untracked() != Phase::Reading {
            return;
        }
        self.cancels.set(self.cancels.get() + 1);
        self.unread.borrow_mut().extend(self.to_read.take().into_iter().map(Queued::into_path));
        self.unhashed.borrow_mut().extend(self.to_hash.take().into_iter().map(Queued::into_path));
        self.tell_all(&ToIngest::Cancel);
    }

    fn tell_all(&self, message: &ToIngest) {
        for hand in &self.hands {
            self.post(&hand.worker, message, &Array::new());
        }
    }

    fn post(&self, worker: &Worker, message: &ToIngest, beside: &Array) {
        let Parcel { message, transfer } = pack(message);
        for bytes in beside.iter().filter_map(|part| part.dyn_into::<Uint8Array>().ok()) {
            transfer.push(&bytes.buffer());
        }
        let message = message.concat(beside);
        let _ = worker.post_message_with_transfer(&message, &transfer);
    }

    fn go_on(self: &Rc<Case>) {
        while let Some(hand) = self.hands.iter().min_by_key(|hand| hand.bundles.get()) {
            // What is seen comes first; hashes are there when all has been read.
            let is_read = self.to_read.borrow().is_empty() && self.opening.get() == 0;
            let mut queue = if is_read { self.to_hash.borrow_mut() } else { self.to_read.borrow_mut() };
            // Each worker hashes one bundle at a time: all of a file is in memory.
            let at_once = queue.front().map_or(0, |file| if is_read { 1 } else { file.at_once() });
            if hand.bundles.get() >= at_once {
                break;
            }
            let usual = self.progress.with_untracked(Progress::usual);
            // To ask for the sizes of large files takes little beside reading them.
            if !is_read && usual > OPENED_HERE_BYTES {
                queue.iter_mut().take(MEASURED_AHEAD).for_each(|queued| self.measure(queued));
            }
            let bundle = Bundle::take(&mut queue, usual);
            hand.bundles.set(hand.bundles.get() + 1);
            if is_read {
                let (paths, files) = bundle.into_parts();
                self.post(&hand.worker, &ToIngest::Hash { paths }, &files);
            } else {
                self.have_read(hand.worker.clone(), bundle);
            }
        }
        let is_done = self.hands.iter().all(Hand::is_idle);
        if !is_done && self.is_all_read() && !self.is_hashing.get_untracked() {
            // The numbers are those of everything that was read when it is said that only hashes are waited for.
            let case = Rc::clone(self);
            self.ask_status(move || case.is_hashing.set(case.is_all_read()));
        }
        if is_done && self.phase.get_untracked() == Phase::Reading {
            // The phase changes when the numbers on the page are those of everything that was read.
            let case = Rc::clone(self);
            self.ask_status(move || {
                let is_idle = case.to_read.borrow().is_empty() && case.to_hash.borrow().is_empty();
                let is_given_up = !case.unread.borrow().is_empty() || !case.unhashed.borrow().is_empty();
                let is_partial = is_given_up || case.status.get_untracked().is_partial;
                if is_idle && case.hands.iter().all(Hand::is_idle) {
                    case.is_hashing.set(false);
                    case.enter(if is_partial { Phase::Partial } else { Phase::Ready });
                }
            });
        }
    }

    /// Whether all has been read and some was not hashed, for hashing was given up.
    pub fn lacks_only_hashes(&self) -> bool {
        self.unread.borrow().is_empty() && !self.unhashed.borrow().is_empty() && !self.status.get().is_partial
    }

    fn is_all_read(&self) -> bool {
        self.to_read.borrow().is_empty() && self.opening.get() == 0 && self.reading.get() == 0
    }

    /// Has a worker read a bundle, once its small files are open.
    fn have_read(self: &Rc<Case>, worker: Worker, bundle: Bundle) {
        let (case, began) = (Rc::clone(self), self.cancels.get());
        case.opening.set(case.opening.get() + 1);
        spawn_local(async move {
            let Opened { paths, files, large, now_known: (count, bytes) } = bundle.open().await;
            case.opening.set(case.opening.get() - 1);
            if case.cancels.get() != began {
                let large = large.into_iter().map(Queued::into_path);
                case.unread.borrow_mut().extend(paths.into_iter().chain(large));
                return case.end_bundle(&worker);
            }
            case.reading.set(case.reading.get() + 1);
            case.progress.update(|progress| progress.know(count, bytes));
            for mut queued in large.into_iter().rev() {
                case.measure(&mut queued);
                case.to_read.borrow_mut().push_front(queued);
            }
            case.post(&worker, &ToIngest::Read { paths, hashed_bytes: case.hashed_bytes }, &files);
            // Others may read what turned out to be large.
            case.go_on();
        });
    }

    /// Takes in that a worker is done with a bundle.
    fn end_bundle(self: &Rc<Case>, worker: &Worker) {
        for hand in self.hands.iter().filter(|hand| hand.worker == *worker) {
            hand.bundles.set(hand.bundles.get().saturating_sub(1));
            if hand.is_idle() && self.to_read.borrow().is_empty() && self.to_hash.borrow().is_empty() {
                self.tell_all(&ToIngest::AllRead);
            }
        }
        self.go_on();
    }

    fn hear(self: &Rc<Case>, worker: &Worker, message: FromIngest, beside: &Array) {
        match message {
            FromIngest::Progress { bytes } => {
                self.progress.update(|progress| progress.bytes_read += bytes as f64);
            }
            FromIngest::ReadDone { given_up } => {
                self.reading.set(self.reading.get().saturating_sub(1));
                self.unread.borrow_mut().extend(given_up);
                self.end_bundle(worker);
            }
            FromIngest::HashDone { done, given_up } => {
                self.progress.update(|progress| progress.hashed += done);
                self.unhashed.borrow_mut().extend(given_up);
                self.end_bundle(worker);
            }
            FromIngest::Failed { path } => self.unreadable.update(|paths| paths.push(path)),
            FromIngest::Original { ticket, text } => self.take_original(ticket, text),
            FromIngest::Terminal { ticket, answer } => self.take_terminal(ticket, answer),
            FromIngest::TextProgress { ticket, progress } => self.tell_progress(ticket, progress),
            FromIngest::Sample { paths } => {
                let files = paths.into_iter().enumerate().filter_map(|(index, path)| {
                    let bytes: Uint8Array = beside.get(index as u32).dyn_into().ok()?;
                    let file = File::new_with_u8_array_sequence(&Array::of1(&bytes), &path).ok()?;
                    Some((path, file))
                });
                self.add(files.collect());
            }
        }
    }
}

fn pasted_path(number: u32) -> String {
    format!("pasted-{number}.txt")
}
