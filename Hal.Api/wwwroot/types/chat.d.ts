// What the launcher, the inbox and the panel hand each other. Browsers never load this file; the compiler does.

import type { Config, ConversationAnswer, Message } from './service';
import type { Service } from './widget';
import type { Inbox } from '../widget/inbox';
import type { textsOf } from '../widget/texts';
import type { Help } from '../widget/chat/help';
import type { Words } from '../widget/chat/words';

export type Texts = ReturnType<typeof textsOf>;

/** A conversation as the chat knows it; without an id it has yet to begin. */
export interface Conversation extends Partial<ConversationAnswer> {
  /** The messages known so far. */
  messages: Message[];
  /** Whether all messages are known. */
  isLoaded?: boolean;
  /** The id of the last message that was loaded. */
  cursor?: string;
  /** What the visitor has written and not sent. */
  draft?: string;
  /** Settles when the service has begun it, or refused to. */
  begun?: Promise<void>;
  /** The id of the message that begins it. */
  first?: string;
}

/** A conversation that has a message, and so can be listed. */
export type Listed = Conversation & { last_message: Message };

/** What is known of a message that the service does not have yet. */
export interface Waiting {
  id: string;
  content: string;
  created_at: string;
  /** The message behind which it waits; none if it begins the conversation. */
  after?: string;
}

/** A message on its way. */
export interface Item extends Waiting {
  conversation: Conversation;
  /** Whether the core has it, which keeps it from then on. */
  isHanded?: boolean;
  isFailed?: boolean;
  /** Whether it was sent a second time because the first token had run out. */
  isAgain?: boolean;
}

/** A message to be shown: one of the service's, or one on its way. */
export type Shown = Message & { isPending?: false; isFailed?: false; item?: undefined }
  | Pick<Message, 'id' | 'content' | 'created_at' | 'author' | 'client_message_id'> & { isPending: true; isFailed?: boolean; item: Item };

/** Who types where. */
export interface Typing {
  conversation: Conversation;
  author?: string;
  name?: string | null;
}

/** What has changed in the inbox. */
export interface News {
  /** Whether the visitor is another one now. */
  isOther?: boolean;
  /** A new message of somebody else. */
  arrived?: Message;
  /** A message that was refused. */
  failed?: Item;
}

/** A block of a server-sent stream. */
export interface Block {
  event: string;
  data?: string;
  id?: string;
  retry?: number;
}

/** The panel's way to the launcher and to what it shows. */
export interface PanelParts {
  root: ShadowRoot;
  service: Service;
  config: Config;
  texts: Texts;
  inbox: Inbox;
  /** Closes the panel; the launcher then calls the panel's `close`. */
  close: () => void;
}

/** What every view of the panel needs. */
export interface ViewParts {
  config: Config;
  texts: Texts;
  inbox: Inbox;
  help: Help;
  words: Words;
}

/** A view of the panel. */
export interface View {
  readonly element: HTMLElement;
  /** What gets the focus when it is shown; undefined for the button that closes the panel. */
  readonly focusable: HTMLElement | undefined;
}
