/**
 * A prediction: the part that asks, or the part that answers. Both parts, and all their views,
 * meet in the page's store; the model's trait follows it, for Python and for the saved notebook.
 */

import {openFoldsForLinks} from '../shared/folds.js';
import {oneForEachModel} from '../shared/lifetime.js';
import {answerPart, askPart, predictionSpeech, reducePrediction} from './machine.js';
import {predictionStore} from './store.js';
import {createAnswerView, createAskView} from './view.js';
import {createViews} from '../shared/views.js';

/**
 * @param {object} model  the widget's model: get, set, save_changes, on, off
 * @returns {{attach: function(HTMLElement): function(): void, dispose: function(): void}}
 */
function createPrediction(model) {
  const prediction = model.get('prediction');
  const asks = model.get('part') === 'ask';
  const store = predictionStore(prediction, asks);
  const views = createViews();
  let draft = { choice: null, words: '' };
  let note = '';
  let seen = null;

  openFoldsForLinks(document);
  const forget = store.listen(follow);
  model.on('change:commitment', hear);
  hear();
  follow();

  /** Python, or the notebook as it was saved, may know of a later commitment. */
  function hear() {
    store.put(model.get('commitment'), true);
  }

  function follow() {
    const { turn, choice, words } = store.get();
    if (seen !== turn) draft = { choice, words };
    seen = turn;
    if (model.get('commitment')?.turn !== turn) {
      model.set('commitment', store.get());
      model.save_changes();
    }
    paint();
  }

  function press(view, name) {
    const command = { do: name, ...draft };
    const before = store.get();
    const after = reducePrediction(prediction, before, command);
    const said = predictionSpeech(prediction, before, after, command);
    note = before === after && name === 'commit' ? said : '';
    if (before === after) paint();
    else store.put(after);
    if (said) view.say(said);
  }

  function sketch(changes) {
    if (store.get().status === 'open') draft = { ...draft, ...changes };
    note = '';
    paint();
  }

  function paint() {
    const commitment = store.get();
    const screen = asks
      ? askPart(prediction, commitment, draft)
      : answerPart(prediction, commitment, store.met());
    views.forEach((view) => view.paint(screen, note));
  }

  /** Show the part in an element; the function returned takes it away again. */
  function attach(element) {
    const actions = { draft: sketch, press: (name) => press(view, name) };
    const view = asks ? createAskView(actions) : createAnswerView(actions);
    const takeAway = views.show(view, element);
    paint();
    return takeAway;
  }

  function dispose() {
    forget();
    model.off('change:commitment', hear);
    views.dispose();
  }

  return { attach, dispose };
}

/** The widget itself; the loader calls this once a model. */
function predictionWidget() {
  return oneForEachModel(createPrediction);
}

export default predictionWidget;
